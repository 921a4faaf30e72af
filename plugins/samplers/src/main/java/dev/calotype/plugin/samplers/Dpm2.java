package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * The midpoint method over σ/α with its middle at √(σ̂σ̂') (Karras et al. 2022, arXiv:2206.00364, algorithm 2 without churn;
 * DPM-Solver-2 of Lu et al. 2022, arXiv:2206.00927, in k-diffusion's form). Order 2, two evaluations a step, one for a last step
 * that ends clean.
 */
public final class Dpm2 implements SamplerFactory<NoOptions> {
    @Override
    public String name() {
        return "dpm2";
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public About about(NoOptions options) {
        return new About(
                "Karras et al. 2022, arXiv:2206.00364", "algorithm 2 with the middle at √(σσ')", 2, 2, About.Aim.FLOW);
    }

    @Override
    public Sampler create(NoOptions options) {
        return Dpm2Ancestral.sampler(0);
    }
}
