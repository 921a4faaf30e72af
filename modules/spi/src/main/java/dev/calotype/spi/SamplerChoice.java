package dev.calotype.spi;

import java.util.Map;

/**
 * A sampler or schedule as a job or a model's configuration asks for it, before it is looked up.
 *
 * @param name the factory's name
 * @param options values by component name of the factory's record of options
 */
public record SamplerChoice(String name, Map<String, Object> options) {
    /** Copies the options. */
    public SamplerChoice {
        options = Map.copyOf(options);
    }

    /** A choice without options. */
    public static SamplerChoice of(String name) {
        return new SamplerChoice(name, Map.of());
    }
}
