package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * SDE-DPM-Solver++(2M) (Lu et al. 2022, arXiv:2211.01095, equation 19). One evaluation a step, stochastic.
 */
public final class DpmPlusPlus2MSde implements SamplerFactory<DpmOptions> {
    @Override
    public String name() {
        return "dpm++2m-sde";
    }

    @Override
    public DpmOptions defaults() {
        return DpmOptions.multistep(2, 1);
    }

    @Override
    public About about(DpmOptions options) {
        return new About("Lu et al. 2022, arXiv:2211.01095", "equation 19", options.convergence(), 1, options.aim());
    }

    @Override
    public Sampler create(DpmOptions options) {
        return options.sampler();
    }
}
