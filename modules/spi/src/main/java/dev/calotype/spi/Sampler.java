package dev.calotype.spi;

import java.util.List;

/**
 * Turns levels into a plan. A sampler touches no tensors and owns no loop: it returns its whole trajectory as data.
 * Pure and safe for any thread.
 */
@FunctionalInterface
public interface Sampler {
    /**
     * Plans a walk.
     *
     * @param levels at least two, from most noise to least; the last is where the walk ends
     * @param process the model's process, for levels in between
     * @throws IllegalArgumentException if these levels cannot be walked
     */
    Trajectory plan(List<Level> levels, NoiseProcess process);
}
