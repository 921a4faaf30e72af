package dev.calotype.benchmarks;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;

/** The straight path of flow matching (Lipman et al. 2023, arXiv:2210.02747): α = 1 − t, σ = t, for t from 0 to 1. */
record StraightProcess() implements NoiseProcess {
    @Override
    public Level atTime(double time) {
        return new Level(1 - time, time, time);
    }

    @Override
    public Level atRatio(double sigmaOverAlpha) {
        return atTime(Double.isInfinite(sigmaOverAlpha) ? 1 : sigmaOverAlpha / (1 + sigmaOverAlpha));
    }

    @Override
    public TimeRange range() {
        return new TimeRange(1, 0, 0);
    }
}
