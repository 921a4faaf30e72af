package dev.calotype.plugin.samplers;

import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * Denoising diffusion implicit models (Song et al. 2021, arXiv:2010.02502, equation 12). Order 1, one evaluation a step;
 * stochastic where η is above 0.
 */
public final class Ddim implements SamplerFactory<Ddim.Options> {
    /**
     * Options.
     *
     * @param eta 0 is the probability flow, 1 ancestral sampling
     */
    public record Options(double eta) {}

    @Override
    public String name() {
        return "ddim";
    }

    @Override
    public Options defaults() {
        return new Options(0);
    }

    @Override
    public Sampler create(Options options) {
        return Ancestral.sampler(Check.share("eta", options.eta()));
    }
}
