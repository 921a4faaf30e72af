package dev.calotype.training;

import java.util.SplittableRandom;

/** Flow times for what is added to a finished network: more often high ones, for where an object goes is decided there. */
final class FlowTimes {
    private static final double SHIFT = 6;

    private FlowTimes() {}

    /** A flow time between 0 and 1; such a share is shifted as in Esser et al. 2024, arXiv:2403.03206, equation 23. */
    static double mostlyHigh(SplittableRandom random, double share) {
        double even = random.nextDouble();
        return random.nextDouble() < share ? SHIFT * even / (1 + (SHIFT - 1) * even) : even;
    }
}
