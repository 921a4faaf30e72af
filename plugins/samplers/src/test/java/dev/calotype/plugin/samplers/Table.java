package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;

/** A process that was trained on a table of this many levels, cut out of {@link Path#PRESERVING}. */
record Table(int size) implements NoiseProcess {
    @Override
    public Level atTime(double time) {
        Level level = Path.PRESERVING.atTime((time + 1) / (size + 1));
        return new Level(level.alpha(), level.sigma(), time);
    }

    @Override
    public Level atRatio(double ratio) {
        return ratio == 0 ? Level.clean(0) : atTime(Path.PRESERVING.timeOf(ratio) * (size + 1) - 1);
    }

    @Override
    public TimeRange range() {
        return new TimeRange(size - 1, 0, size);
    }
}
