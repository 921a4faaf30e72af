package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * DPM-Solver++(3M): {@link DpmPlusPlus2M} through three values. One evaluation a step.
 */
public final class DpmPlusPlus3M implements SamplerFactory<DpmOptions> {
    @Override
    public String name() {
        return "dpm++3m";
    }

    @Override
    public DpmOptions defaults() {
        return DpmOptions.multistep(3, 0);
    }

    @Override
    public About about(DpmOptions options) {
        return new About(
                "Lu et al. 2022, arXiv:2211.01095",
                "algorithm 2, with three values",
                options.convergence(),
                1,
                options.aim());
    }

    @Override
    public Sampler create(DpmOptions options) {
        return options.sampler();
    }
}
