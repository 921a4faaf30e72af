package dev.calotype.schedulers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;

/**
 * A table whose network is told ¼·ln(σ/α) in the place of a time (Karras et al. 2022, arXiv:2206.00364, table 1). Levels are
 * asked for by the table's times.
 *
 * @param table the table
 */
record LogTimes(NoiseProcess table) implements NoiseProcess {
    @Override
    public Level atTime(double time) {
        return told(table.atTime(time));
    }

    @Override
    public Level atRatio(double sigmaOverAlpha) {
        return told(table.atRatio(sigmaOverAlpha));
    }

    @Override
    public TimeRange range() {
        return table.range();
    }

    private static Level told(Level level) {
        return level.isClean() ? level : new Level(level.alpha(), level.sigma(), Math.log(level.ratio()) / 4);
    }
}
