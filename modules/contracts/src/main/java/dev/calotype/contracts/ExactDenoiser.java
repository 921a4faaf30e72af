package dev.calotype.contracts;

import dev.calotype.spi.Level;

/** A network in closed form: what it answers at a point of a level, without error and in double precision. */
@FunctionalInterface
public interface ExactDenoiser {
    /** The denoised value of {@code x} at a level; a new array of the same size. */
    double[] denoised(double[] x, Level level);
}
