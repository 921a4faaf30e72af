package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * DPM-Solver-3 (Lu et al. 2022, arXiv:2206.00927, algorithm 2) over the noise. One evaluation a level, three levels a block.
 */
public final class DpmSolver implements SamplerFactory<DpmOptions> {
    @Override
    public String name() {
        return "dpm-solver";
    }

    @Override
    public DpmOptions defaults() {
        return DpmOptions.singlestep(Integrand.NOISE, 3);
    }

    @Override
    public About about(DpmOptions options) {
        return new About(
                "Lu et al. 2022, arXiv:2206.00927", "algorithms 1 and 2", options.convergence(), 1, options.aim());
    }

    @Override
    public Sampler create(DpmOptions options) {
        return options.sampler();
    }
}
