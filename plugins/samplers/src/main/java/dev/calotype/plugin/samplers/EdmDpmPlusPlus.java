package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * {@link DpmPlusPlus2M} by the name it has over the levels of EDM (Lu et al. 2022, arXiv:2211.01095, algorithm 2, where α = 1).
 * Order 2, one evaluation a step.
 */
public final class EdmDpmPlusPlus implements SamplerFactory<DpmOptions> {
    @Override
    public String name() {
        return "edm-dpm++";
    }

    @Override
    public DpmOptions defaults() {
        return DpmOptions.multistep(2, 0);
    }

    @Override
    public About about(DpmOptions options) {
        return new About(
                "Lu et al. 2022, arXiv:2211.01095", "algorithm 2, α = 1", options.convergence(), 1, options.aim());
    }

    @Override
    public Sampler create(DpmOptions options) {
        return options.sampler();
    }
}
