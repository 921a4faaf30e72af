package dev.calotype.plugin.controlnet;

/** A house on a hill as a camera might see it, computed pixel by pixel: light, how far, which way it faces, what it is. */
final class Scene {
    private static final int SAMPLES = 3;
    private static final double HORIZON = 0.58;

    /** What a ray meets. */
    private enum Thing {
        SKY(0.27, 0.51, 0.71),
        HILL(0.42, 0.56, 0.14),
        MEADOW(0.16, 0.8, 0.2),
        WALL(0.7, 0.13, 0.13),
        ROOF(1, 0.65, 0),
        DOOR(0.29, 0, 0.51),
        WINDOW(0, 1, 1),
        TRUNK(0.55, 0.27, 0.07),
        LEAVES(0, 0.39, 0);

        private final double[] label;

        Thing(double... label) {
            this.label = label;
        }
    }

    @FunctionalInterface
    private interface Shading {
        double[] at(double u, double v);
    }

    private Scene() {}

    /** As a photograph, with a camera's noise. */
    static Pixels photograph(int side) {
        Pixels clean = sampled(side, Scene::colour, SAMPLES);
        for (int i = 0; i < clean.values().length; i++) {
            double grain = hashed(i, 977) - 0.5;
            clean.values()[i] = Math.clamp(clean.values()[i] + (float) (0.04 * grain), 0, 1);
        }
        return clean;
    }

    /** How near each place is, in colours that a viewer might have given it. */
    static Pixels depth(int side) {
        return sampled(side, (u, v) -> scaled(nearness(thing(u, v), v), 1, 0.95, 0.85), SAMPLES);
    }

    /** Normals, shorter than 1 as a file of few colours holds them. */
    static Pixels normals(int side) {
        return sampled(side, Scene::normal, SAMPLES);
    }

    /** One colour for each kind of thing. */
    static Pixels labels(int side) {
        return sampled(side, (u, v) -> thing(u, v).label.clone(), 1);
    }

    private static Pixels sampled(int side, Shading shading, int samples) {
        float[] values = new float[3 * side * side];
        for (int i = 0; i < side * side; i++) {
            for (int sample = 0; sample < samples * samples; sample++) {
                double u = (i % side + (sample % samples + 0.5) / samples) / side;
                double v = (i / side + (sample / samples + 0.5) / samples) / side;
                double[] seen = shading.at(u, v);
                for (int channel = 0; channel < 3; channel++) {
                    values[channel * side * side + i] += (float) (seen[channel] / (samples * samples));
                }
            }
        }
        return new Pixels(3, side, side, values);
    }

    private static Thing thing(double u, double v) {
        double crown = Math.hypot(u - 0.78, 1.1 * (v - 0.42)) + 0.05 * rough(14 * u, 14 * v);
        if (crown < 0.19) {
            return Thing.LEAVES;
        }
        if (Math.abs(u - 0.78) < 0.018 && v > 0.5 && v < 0.83) {
            return Thing.TRUNK;
        }
        if (u > 0.16 && u < 0.52 && v > 0.5 && v < 0.8) {
            return inWall(u, v);
        }
        if (v <= 0.5 && v > 0.3 && Math.abs(u - 0.34) < 0.22 * (v - 0.3) / 0.2) {
            return Thing.ROOF;
        }
        double hill = HORIZON - 0.1 * rough(2.5 * u, 3);
        return v > 0.7 + 0.04 * rough(3 * u, 8) ? Thing.MEADOW : v > hill ? Thing.HILL : Thing.SKY;
    }

    private static Thing inWall(double u, double v) {
        boolean door = Math.abs(u - 0.34) < 0.035 && v > 0.64;
        boolean pane = Math.abs(Math.abs(u - 0.34) - 0.11) < 0.035 && Math.abs(v - 0.62) < 0.045;
        return door ? Thing.DOOR : pane ? Thing.WINDOW : Thing.WALL;
    }

    private static double[] colour(double u, double v) {
        Thing thing = thing(u, v);
        double grain = rough(40 * u, 40 * v) - 0.5;
        double light = 0.75 + 0.35 * u + 0.25 * grain;
        return switch (thing) {
            case SKY -> mixed(scaled(1, 0.42, 0.6, 0.88), scaled(1, 0.95, 0.95, 0.96), clouds(u, v));
            case HILL -> scaled(0.9 + 0.2 * grain, 0.35, 0.45, 0.5);
            case MEADOW -> scaled(0.7 + 0.9 * (rough(60 * u, 25 * v) - 0.3), 0.38, 0.55, 0.2);
            case WALL -> scaled(v % 0.05 < 0.006 ? 0.75 * light : light, 0.85, 0.8, 0.68);
            case ROOF -> scaled((v * 40 % 1 < 0.25 ? 0.75 : 1) * light, 0.6, 0.27, 0.2);
            case DOOR -> scaled(light, 0.3, 0.2, 0.14);
            case WINDOW -> scaled(1, 0.25, 0.33, 0.42);
            case TRUNK -> scaled(light, 0.32, 0.22, 0.15);
            case LEAVES -> scaled(0.55 + 0.9 * rough(30 * u, 30 * v) - 0.5 * (v - 0.3), 0.25, 0.48, 0.17);
        };
    }

    private static double clouds(double u, double v) {
        return Math.clamp(1.6 * v + 1.5 * (rough(4 * u, 7 * v) - 0.5), 0, 1);
    }

    private static double nearness(Thing thing, double v) {
        return switch (thing) {
            case SKY -> 0;
            case HILL -> 0.2;
            case MEADOW -> 0.35 + 0.65 * (v - 0.7) / 0.3;
            case WALL, ROOF -> 0.5;
            case DOOR, WINDOW -> 0.47;
            case TRUNK, LEAVES -> 0.65;
        };
    }

    private static double[] normal(double u, double v) {
        double across = switch (thing(u, v)) {
            case LEAVES -> (u - 0.78) / 0.2;
            case TRUNK -> (u - 0.78) / 0.02;
            default -> 0;
        };
        double up = switch (thing(u, v)) {
            case MEADOW, HILL -> 0.9;
            case ROOF -> 0.6;
            case LEAVES -> (0.42 - v) / 0.2;
            default -> 0;
        };
        double towards = Math.sqrt(Math.max(0.05, 1 - across * across - up * up));
        return new double[] {0.5 + 0.4 * across, 0.5 + 0.4 * up, 0.5 + 0.4 * towards};
    }

    private static double[] scaled(double factor, double red, double green, double blue) {
        return new double[] {factor * red, factor * green, factor * blue};
    }

    private static double[] mixed(double[] one, double[] other, double share) {
        double[] mixed = new double[3];
        for (int i = 0; i < 3; i++) {
            mixed[i] = one[i] + share * (other[i] - one[i]);
        }
        return mixed;
    }

    /** Noise of four octaves, from 0 to 1. */
    private static double rough(double x, double y) {
        double sum = 0;
        for (int octave = 0; octave < 4; octave++) {
            sum += smooth(x * (1 << octave), y * (1 << octave)) / (2 << octave);
        }
        return sum / 0.9375;
    }

    private static double smooth(double x, double y) {
        long left = (long) Math.floor(x);
        long top = (long) Math.floor(y);
        double across = eased(x - left);
        double down = eased(y - top);
        double above = hashed(left, top) + across * (hashed(left + 1, top) - hashed(left, top));
        double below = hashed(left, top + 1) + across * (hashed(left + 1, top + 1) - hashed(left, top + 1));
        return above + down * (below - above);
    }

    private static double eased(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double hashed(long x, long y) {
        long mixed = (x * 0x9E3779B97F4A7C15L) ^ (y * 0xC2B2AE3D27D4EB4FL);
        mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
        return ((mixed ^ (mixed >>> 32)) & 0xFFFFFF) / (double) 0xFFFFFF;
    }
}
