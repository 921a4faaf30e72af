package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * DPM-Solver++(2S) (Lu et al. 2022, arXiv:2211.01095, algorithm 1). One evaluation a level, two levels a block.
 */
public final class DpmPlusPlus2S implements SamplerFactory<DpmOptions> {
    @Override
    public String name() {
        return "dpm++2s";
    }

    @Override
    public DpmOptions defaults() {
        return DpmOptions.singlestep(Integrand.DATA, 2);
    }

    @Override
    public About about(DpmOptions options) {
        return new About("Lu et al. 2022, arXiv:2211.01095", "algorithm 1", options.convergence(), 1, options.aim());
    }

    @Override
    public Sampler create(DpmOptions options) {
        return options.sampler();
    }
}
