package dev.calotype.training;

import java.util.SplittableRandom;

/**
 * What a training sees, and when. Crowded scenes come first, at times where hardly any signal is left: a caption decides
 * the layout only there. Then come the scenes of the world, at the high times shifted as in Esser et al. 2024,
 * arXiv:2403.03206, equation 23, and at even ones, for the shapes.
 */
final class Curriculum {
    private static final long EARLY = 4_000;
    private static final double TOP = 0.95;
    private static final double SHIFT = 10;
    private static final double TWO_OBJECTS = 0.6;

    private Curriculum() {}

    /** A flow time between 0 and 1. */
    static double level(long step, SplittableRandom random) {
        double even = random.nextDouble();
        double kind = random.nextDouble();
        boolean early = step < EARLY;
        if (kind < (early ? 0.4 : 0.2)) {
            return TOP + (1 - TOP) * even;
        }
        return kind < (early ? 0.75 : 0.6) ? SHIFT * even / (1 + (SHIFT - 1) * even) : even;
    }

    /** An index of the bank: a crowded scene, or more often two objects than one. */
    static int picture(long step, LatentBank bank, SplittableRandom random) {
        boolean crowded = random.nextDouble() < (step < EARLY ? 0.7 : 0);
        int count = random.nextDouble() < TWO_OBJECTS ? 2 : 1;
        while (true) {
            int index = random.nextInt(bank.count());
            int objects = bank.scene(index).objects().size();
            if (crowded ? objects > 2 : objects == count) {
                return index;
            }
        }
    }
}
