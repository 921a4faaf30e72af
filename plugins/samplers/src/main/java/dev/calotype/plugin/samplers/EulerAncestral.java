package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * Euler steps down to σ_down and fresh noise back up to σ' (k-diffusion's ancestral step: σ_up² = σ'²(σ² − σ'²)/σ²,
 * σ_down² = σ'² − σ_up²), which is {@link Ancestral} in σ/α. Order 1, one evaluation a step, stochastic.
 */
public final class EulerAncestral implements SamplerFactory<EulerAncestral.Options> {
    /**
     * Options.
     *
     * @param eta how much of the ancestral noise is drawn, 0 to 1
     */
    public record Options(double eta) {}

    @Override
    public String name() {
        return "euler-ancestral";
    }

    @Override
    public Options defaults() {
        return new Options(1);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Song et al. 2021, arXiv:2010.02502",
                "equations 12 and 16, in σ/α",
                1,
                1,
                Ancestral.aim(options.eta()));
    }

    @Override
    public Sampler create(Options options) {
        double eta = Check.share("eta", options.eta());
        return (levels, process) -> {
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                plan.move(levels.get(i), Ancestral.corrected(levels.get(i - 1), levels.get(i), eta));
            }
            return plan.trajectory();
        };
    }
}
