package dev.calotype.contracts;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * A sampler that is put through the contract.
 *
 * @param name how findings call it
 * @param about what it claims
 * @param sampler makes its plans
 */
public record Candidate(String name, About about, Sampler sampler) {
    /** A plugin's sampler with its default options. */
    public static <O extends Record> Candidate of(SamplerFactory<O> factory) {
        O options = factory.defaults();
        return new Candidate(factory.name(), factory.about(options), factory.create(options));
    }

    /** A plugin's sampler with these options. */
    public static <O extends Record> Candidate of(SamplerFactory<O> factory, O options) {
        return new Candidate(factory.name() + " " + options, factory.about(options), factory.create(options));
    }
}
