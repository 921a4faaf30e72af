package dev.calotype.engine;

/**
 * Box and Muller's transform (1958, doi:10.1214/aoms/1177706645): r = √(−2 ln u₁), (r cos 2πu₂, r sin 2πu₂), over blocks of
 * 16 values of which the first eight are u₁ and the others u₂.
 *
 * <p>Logarithm, sine and cosine are series in double precision, rounded to single: loops without branches, tables or calls,
 * of which the compiler makes vector instructions. Used by one thread.
 */
final class BoxMuller {
    static final int BLOCK = 16;
    private static final int HALF = BLOCK / 2;
    private static final int MOST = 64 * HALF;
    private static final float TWO_PI = (float) (2 * Math.PI);
    private static final float SQRT_2 = (float) Math.sqrt(2);
    private static final double LN_2 = Math.log(2);

    private final float[] radius = new float[MOST];
    private final float[] exponent = new float[MOST];
    private final float[] angle = new float[MOST];
    private final float[] sine = new float[MOST];

    /** Fills whole blocks. */
    void fill(float[] values, int from, int to, MersenneTwister generator) {
        for (int start = from; start < to; start += 2 * MOST) {
            int pairs = Math.min(MOST, (to - start) / 2);
            draw(pairs, generator);
            radii(radius, exponent, pairs);
            turns(angle, sine, pairs);
            put(values, start, pairs);
        }
    }

    private void draw(int pairs, MersenneTwister generator) {
        for (int i = 0; i < pairs; i += HALF) {
            for (int j = i; j < i + HALF; j++) {
                radius[j] = 1 - generator.uniform();
            }
            for (int j = i; j < i + HALF; j++) {
                angle[j] = TWO_PI * generator.uniform();
            }
        }
    }

    /**
     * u, a whole multiple of 1/2²⁴, becomes √(−2 ln u): u = 2^e·m with m between √½ and √2, and with t = (m − 1)/(m + 1) ln m is
     * 2(t + t³/3 + t⁵/5 + …).
     */
    static void radii(float[] u, float[] exponent, int pairs) {
        for (int i = 0; i < pairs; i++) {
            int zeros = Integer.numberOfLeadingZeros((int) (u[i] * (SQRT_2 * (1 << 24))));
            exponent[i] = 7 - zeros;
            u[i] *= 1 << (zeros - 7);
        }
        for (int i = 0; i < pairs; i++) {
            double t = (u[i] - 1.0) / (u[i] + 1.0);
            double s = t * t;
            double series =
                    1 + s * (1. / 3 + s * (1. / 5 + s * (1. / 7 + s * (1. / 9 + s * (1. / 11 + s * (1. / 13))))));
            u[i] = (float) (exponent[i] * LN_2 + 2 * t * series);
        }
        for (int i = 0; i < pairs; i++) {
            u[i] = (float) Math.sqrt(-2 * u[i]);
        }
    }

    /** Angles become their cosines, both by the Taylor series of x = π − angle: sin x is the sine, −cos x the cosine. */
    static void turns(float[] angle, float[] sine, int pairs) {
        for (int i = 0; i < pairs; i++) {
            double x = Math.PI - angle[i];
            sine[i] = (float) (x * sineSeries(x * x));
        }
        for (int i = 0; i < pairs; i++) {
            double x = Math.PI - angle[i];
            angle[i] = (float) -cosineSeries(x * x);
        }
    }

    private static double sineSeries(double s) {
        double last = 1 - s * (1. / 156) * (1 - s * (1. / 210) * (1 - s * (1. / 272) * (1 - s * (1. / 342))));
        double rest = 1 - s * (1. / 42) * (1 - s * (1. / 72) * (1 - s * (1. / 110) * last));
        return 1 - s * (1. / 6) * (1 - s * (1. / 20) * rest);
    }

    private static double cosineSeries(double s) {
        double last = 1 - s * (1. / 182) * (1 - s * (1. / 240) * (1 - s * (1. / 306) * (1 - s * (1. / 380))));
        double rest = 1 - s * (1. / 56) * (1 - s * (1. / 90) * (1 - s * (1. / 132) * last));
        return 1 - s * (1. / 2) * (1 - s * (1. / 12) * (1 - s * (1. / 30) * rest));
    }

    private void put(float[] values, int start, int pairs) {
        for (int i = 0; i < pairs; i++) {
            int at = start + i + i / HALF * HALF;
            values[at] = radius[i] * angle[i];
            values[at + HALF] = radius[i] * sine[i];
        }
    }
}
