package dev.calotype.schedulers;

import dev.calotype.spi.SamplerChoice;
import java.util.List;
import java.util.Map;

/**
 * The sampler half of a reading.
 *
 * @param choice the sampler with its options
 * @param approximations what it is only nearest to, one sentence each; empty where it is the scheduler's own
 */
record Sampling(SamplerChoice choice, List<String> approximations) {
    private static final String NEAREST = "dpm++2m";

    /** The scheduler's own sampler. */
    static Sampling of(String name) {
        return of(name, Map.of());
    }

    /** The scheduler's own sampler, with options. */
    static Sampling of(String name, Map<String, Object> options) {
        return new Sampling(new SamplerChoice(name, options), List.of());
    }

    /** The farm's usual sampler in the place of one it does not have. */
    static Sampling nearest(String missing) {
        return new Sampling(SamplerChoice.of(NEAREST), List.of(missing + "; " + NEAREST + " is nearest"));
    }
}
