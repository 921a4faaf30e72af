package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * DPM-Solver++(2M) (Lu et al. 2022, arXiv:2211.01095, algorithm 2): with h = λ' − λ and r = h_before/h,
 * x' = (σ'/σ)·x − α'(e^−h − 1)·[(1 + 1/2r)·D − (1/2r)·D_before]. Order 2, one evaluation a step.
 */
public final class DpmPlusPlus2M implements SamplerFactory<DpmOptions> {
    @Override
    public String name() {
        return "dpm++2m";
    }

    @Override
    public DpmOptions defaults() {
        return DpmOptions.multistep(2, 0);
    }

    @Override
    public About about(DpmOptions options) {
        return new About("Lu et al. 2022, arXiv:2211.01095", "algorithm 2", options.convergence(), 1, options.aim());
    }

    @Override
    public Sampler create(DpmOptions options) {
        return options.sampler();
    }
}
