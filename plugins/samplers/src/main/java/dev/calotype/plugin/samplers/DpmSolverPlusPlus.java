package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * DPM-Solver++(3S): {@link DpmSolver} over the denoised value (Lu et al. 2022, arXiv:2211.01095).
 */
public final class DpmSolverPlusPlus implements SamplerFactory<DpmOptions> {
    @Override
    public String name() {
        return "dpm-solver++";
    }

    @Override
    public DpmOptions defaults() {
        return DpmOptions.singlestep(Integrand.DATA, 3);
    }

    @Override
    public About about(DpmOptions options) {
        return new About(
                "Lu et al. 2022, arXiv:2211.01095",
                "algorithm 1, with three values",
                options.convergence(),
                1,
                options.aim());
    }

    @Override
    public Sampler create(DpmOptions options) {
        return options.sampler();
    }
}
