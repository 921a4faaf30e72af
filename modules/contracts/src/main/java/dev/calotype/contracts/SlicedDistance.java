package dev.calotype.contracts;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The sliced Wasserstein distance of points to a ring (Bonneel et al. 2015, doi:10.1007/s10851-014-0506-3): the mean over
 * directions of ∫|F_n − F|, where F_n counts the projected points and F is the exact distribution of the projected data, a
 * mixture of normal laws.
 */
final class SlicedDistance {
    private static final int DIRECTIONS = 16;
    private static final int CELLS = 2000;
    private static final double TAIL = 8 * Ring.DEVIATION;

    private SlicedDistance() {}

    static double to(Ring ring, double[] points) {
        return IntStream.range(0, DIRECTIONS)
                .mapToDouble(i -> along(ring, points, Math.PI * i / DIRECTIONS))
                .average()
                .orElseThrow();
    }

    private static double along(Ring ring, double[] points, double direction) {
        int count = points.length / 2;
        double[] found = new double[count];
        for (int i = 0; i < count; i++) {
            found[i] = points[i] * Math.cos(direction) + points[i + count] * Math.sin(direction);
        }
        Arrays.sort(found);
        double edge = ring.radius() + TAIL;
        double low = Math.min(-edge, found[0]);
        double width = (Math.max(edge, found[count - 1]) - low) / CELLS;
        double sum = 0;
        int below = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            double x = low + (cell + 0.5) * width;
            while (below < count && found[below] < x) {
                below++;
            }
            sum += Math.abs((double) below / count - share(ring, direction, x)) * width;
        }
        return sum;
    }

    /** The share of the projected data below x. */
    private static double share(Ring ring, double direction, double x) {
        double sum = 0;
        for (int mode = 0; mode < Ring.MODES; mode++) {
            sum += normal((x - ring.along(mode, direction)) / Ring.DEVIATION);
        }
        return sum / Ring.MODES;
    }

    /** The standard normal distribution, to 1e-7 (Abramowitz and Stegun, 26.2.17). */
    private static double normal(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double sum = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * sum;
        return z > 0 ? 1 - tail : tail;
    }
}
