package dev.calotype.plugin.example;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;

/** A straight path from noise to data: α = 1 − t and σ = t, from time 1 to time 0. */
record Straight() implements NoiseProcess {
    @Override
    public Level atTime(double time) {
        return new Level(1 - time, time, time);
    }

    @Override
    public Level atRatio(double ratio) {
        return Double.isInfinite(ratio) ? atTime(1) : atTime(ratio / (1 + ratio));
    }

    @Override
    public TimeRange range() {
        return new TimeRange(1, 0, 0);
    }
}
