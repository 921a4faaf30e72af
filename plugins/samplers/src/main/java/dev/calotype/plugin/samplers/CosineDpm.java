package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * {@link DpmPlusPlus2MSde} by the name it has over the levels of Stable Audio (Lu et al. 2022, arXiv:2211.01095, equation 19,
 * where α = 1). One evaluation a step, stochastic.
 */
public final class CosineDpm implements SamplerFactory<DpmOptions> {
    @Override
    public String name() {
        return "cosine-dpm";
    }

    @Override
    public DpmOptions defaults() {
        return DpmOptions.multistep(2, 1);
    }

    @Override
    public About about(DpmOptions options) {
        return new About(
                "Lu et al. 2022, arXiv:2211.01095", "equation 19, α = 1", options.convergence(), 1, options.aim());
    }

    @Override
    public Sampler create(DpmOptions options) {
        return options.sampler();
    }
}
