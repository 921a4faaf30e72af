package dev.calotype.plugin.samplers;

import java.util.Arrays;
import java.util.Random;

/**
 * The sliced Wasserstein distance of two clouds of as many points in the plane (Bonneel et al. 2015, definition 4, of order 1):
 * the mean distance of their sorted shadows, over 32 directions. A cloud holds all first coordinates, then all second ones.
 */
final class Sliced {
    private static final int DIRECTIONS = 32;

    private Sliced() {}

    static double distance(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            double angle = Math.PI * i / DIRECTIONS;
            double[] first = shadow(one, angle);
            double[] second = shadow(other, angle);
            for (int j = 0; j < first.length; j++) {
                sum += Math.abs(first[j] - second[j]) / first.length;
            }
        }
        return sum / DIRECTIONS;
    }

    /** Points drawn from the ring. */
    static float[] ring(int points, long seed) {
        var random = new Random(seed);
        float[] cloud = new float[2 * points];
        for (int i = 0; i < points; i++) {
            double angle = 2 * Math.PI * random.nextInt(8) / 8;
            cloud[i] = (float) (Math.cos(angle) + 0.1 * random.nextGaussian());
            cloud[i + points] = (float) (Math.sin(angle) + 0.1 * random.nextGaussian());
        }
        return cloud;
    }

    private static double[] shadow(float[] cloud, double angle) {
        double[] shadow = new double[cloud.length / 2];
        for (int i = 0; i < shadow.length; i++) {
            shadow[i] = Math.cos(angle) * cloud[i] + Math.sin(angle) * cloud[i + shadow.length];
        }
        Arrays.sort(shadow);
        return shadow;
    }
}
