package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;

/** Where a walk ends. */
public enum End {
    /** Without noise. */
    CLEAN,
    /** At the process' least noisy level. */
    TABLE,
    /** At the level of the last evaluation. */
    LAST;

    Level after(Level last, NoiseProcess process) {
        Level cleanest = process.atTime(process.range().cleanest());
        return switch (this) {
            case CLEAN -> Level.clean(cleanest.time());
            case TABLE -> cleanest;
            case LAST -> last;
        };
    }
}
