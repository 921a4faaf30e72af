package dev.calotype.plugin.controlnet;

/** Edges and lines as drawings of them, one plane, bright on black. */
final class Edges {
    private static final double[] WIDTHS = {1, 2, 4};
    private static final double FINE = 1;
    private static final double COARSE = 4;
    private static final double PEN = 0.25;

    private Edges() {}

    /** The mean over three widths of the gradient's length, each as a share of its largest. */
    static Pixels soft(Pixels grey) {
        float[] sum = new float[grey.values().length];
        for (double width : WIDTHS) {
            Gradient gradient = Gradient.of(Blur.of(grey, width));
            float[] lengths = new float[sum.length];
            for (int i = 0; i < sum.length; i++) {
                lengths[i] = (float) gradient.length(i);
            }
            double share = 1 / (WIDTHS.length * largest(lengths));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (float) (share * lengths[i]);
            }
        }
        return new Pixels(1, grey.width(), grey.height(), sum);
    }

    /** How much darker than its surroundings each place is, as a share of the most (Marr and Hildreth 1980). */
    static Pixels lines(Pixels grey) {
        float[] fine = Blur.of(grey, FINE).values();
        float[] coarse = Blur.of(grey, COARSE).values();
        float[] darker = new float[fine.length];
        for (int i = 0; i < fine.length; i++) {
            darker[i] = Math.max(0, coarse[i] - fine[i]);
        }
        double largest = largest(darker);
        for (int i = 0; i < fine.length; i++) {
            darker[i] /= (float) largest;
        }
        return new Pixels(1, grey.width(), grey.height(), darker);
    }

    /** Places where soft edges are strong, and those around them. */
    static Pixels scribble(Pixels grey) {
        Pixels soft = soft(grey);
        float[] drawn = new float[soft.values().length];
        for (int i = 0; i < drawn.length; i++) {
            int x = i % soft.width();
            int y = i / soft.width();
            for (int near = 0; near < 9; near++) {
                if (soft.near(0, x + near % 3 - 1, y + near / 3 - 1) > PEN) {
                    drawn[i] = 1;
                }
            }
        }
        return new Pixels(1, soft.width(), soft.height(), drawn);
    }

    /** The largest value; of a picture without any edge a number that leaves nothing of it. */
    private static double largest(float[] values) {
        double largest = 1e-3;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}
