package dev.calotype.contracts;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;
import java.util.Locale;

/**
 * A process as models have it: times from 999 to 0, with some data left at the noisy end and some noise at the clean one.
 *
 * @param kind its path
 * @param trainingSteps 1000 for a table, 0 for a continuous one
 */
record BoundedProcess(ProcessKind kind, int trainingSteps) implements NoiseProcess {
    private static final double LAST = 999;
    private static final double LENGTH = 1002;

    @Override
    public Level atTime(double time) {
        Level level = kind.atShare((time + 1) / LENGTH);
        return new Level(level.alpha(), level.sigma(), time);
    }

    @Override
    public Level atRatio(double ratio) {
        Level level = kind.atRatio(ratio);
        double time = level.time() / kind.range().noisiest() * LENGTH - 1;
        return new Level(level.alpha(), level.sigma(), Math.clamp(time, 0, LAST));
    }

    @Override
    public TimeRange range() {
        return new TimeRange(LAST, 0, trainingSteps);
    }

    @Override
    public String toString() {
        String path = kind.name().toLowerCase(Locale.ROOT) + " process";
        return trainingSteps > 0 ? "a table of the " + path : "a continuous " + path;
    }
}
