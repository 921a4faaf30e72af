package dev.calotype.schedulers;

import dev.calotype.spi.Level;

/** How strong the noise is that a scheduler of the reference begins a walk with. */
public enum StartNoise {
    /** Standard normal, whatever the level. */
    UNIT,
    /** The level's own σ. */
    SIGMA,
    /** √(α² + σ²): data of unit variance with the level's noise on it. */
    TOTAL;

    /** The deviation of the starting noise at the first level of a walk. */
    public double at(Level first) {
        return switch (this) {
            case UNIT -> 1;
            case SIGMA -> first.sigma();
            case TOTAL -> Math.hypot(first.alpha(), first.sigma());
        };
    }
}
