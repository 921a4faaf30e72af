package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;

/** Times counted in entries of a table, from 0 where the process is cleanest; a continuous process counts as 1000 of them. */
final class Entries {
    private static final int CUSTOMARY = 1000;

    private Entries() {}

    /** How many entries a level lies above the cleanest. */
    static double of(Level level, TimeRange range) {
        int last = (range.isDiscrete() ? range.trainingSteps() : CUSTOMARY) - 1;
        return (level.time() - range.cleanest()) / (range.noisiest() - range.cleanest()) * last;
    }

    /** The level at a share of another's entries, cut to a whole one where there is a table. */
    static Level share(float share, Level level, NoiseProcess process) {
        TimeRange range = process.range();
        if (range.isDiscrete()) {
            return process.atTime(Math.floor(share * (float) level.time()));
        }
        return process.atTime(range.cleanest() + share * (level.time() - range.cleanest()));
    }
}
