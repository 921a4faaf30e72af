package dev.calotype.registry;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;

/** The straight process of flow models: α = 1 − t, σ = t. */
final class Straight implements NoiseProcess {
    @Override
    public Level atTime(double time) {
        return new Level(1 - time, time, time);
    }

    @Override
    public Level atRatio(double ratio) {
        return atTime(ratio / (1 + ratio));
    }

    @Override
    public TimeRange range() {
        return new TimeRange(1, 0, 0);
    }
}
