package dev.calotype.training;

import dev.calotype.tensor.Tensor;

/**
 * DPM-Solver++(2M) on the flow (Lu et al. 2022, arXiv:2211.01095, algorithm 2), as the shipped models are sampled by default.
 *
 * @param levels flow times from the first to the last, which is 0
 */
@SuppressWarnings("ArrayRecordComponent")
record FlowWalk(double[] levels) {
    /** What a network answers: the flow at a point and a flow time. */
    @FunctionalInterface
    interface Flow {
        Tensor at(Tensor x, double level);
    }

    /** The levels of so many even steps, shifted as in Esser et al. 2024, arXiv:2403.03206, equation 23. */
    static FlowWalk of(int steps, double shift) {
        double first = 1 - 1.0 / DenoiserObjective.TIMES;
        double[] levels = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            double even = first - i * first / steps;
            levels[i] = shift * even / (1 + (shift - 1) * even);
        }
        return new FlowWalk(levels);
    }

    /** From noise to a clean latent. */
    Tensor from(Tensor noise, Flow flow) {
        Tensor x = noise;
        Tensor before = x;
        for (int i = 0; i < levels.length - 1; i++) {
            Tensor clean = x.sub(flow.at(x, levels[i]).mul(levels[i]));
            x = step(x, clean, before, i);
            before = clean;
        }
        return x;
    }

    private Tensor step(Tensor x, Tensor clean, Tensor before, int i) {
        double next = levels[i + 1];
        if (next == 0) {
            return clean;
        }
        double h = ratio(next) - ratio(levels[i]);
        Tensor direction = clean;
        if (i > 0) {
            double r = (ratio(levels[i]) - ratio(levels[i - 1])) / h;
            direction = clean.mul(1 + 1 / (2 * r)).sub(before.mul(1 / (2 * r)));
        }
        return x.mul(next / levels[i]).sub(direction.mul((1 - next) * Math.expm1(-h)));
    }

    /** The logarithm of signal over noise. */
    private static double ratio(double level) {
        return Math.log((1 - level) / level);
    }
}
