package dev.calotype.training;

import java.util.SplittableRandom;

/**
 * Which flow times a training sees. A caption decides the layout only at the very top, where hardly any signal is left;
 * that is learned first, almost alone. Then come the high times, shifted as in Esser et al. 2024, arXiv:2403.03206,
 * equation 23, and even ones, for the shapes.
 */
final class NoiseLevels {
    private static final long TOP_FIRST = 2_200;
    private static final double TOP = 0.98;
    private static final double SHIFT = 10;

    private NoiseLevels() {}

    /** A time between 0 and 1. */
    static double draw(long step, SplittableRandom random) {
        double even = random.nextDouble();
        double kind = random.nextDouble();
        boolean early = step < TOP_FIRST;
        if (kind < (early ? 0.7 : 0.2)) {
            return TOP + (1 - TOP) * even;
        }
        return kind < (early ? 0.85 : 0.6) ? SHIFT * even / (1 + (SHIFT - 1) * even) : even;
    }
}
