package dev.calotype.spi;

/**
 * The continuous noise process that a model was trained on: every level in between, for midpoints, churn and
 * schedules. Immutable and safe for any thread.
 */
public interface NoiseProcess {
    /** The level at a network time inside {@link #range()}; times between table entries are interpolated. */
    Level atTime(double time);

    /** The level with this σ/α; 0 gives the clean level. Ratios outside the process are clamped in time, not in noise. */
    Level atRatio(double sigmaOverAlpha);

    /** Where the process begins and ends. */
    TimeRange range();
}
