package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Term;

/**
 * Euler's method on the probability flow (Karras et al. 2022, arXiv:2206.00364, algorithm 1 without the second half).
 *
 * <p>In σ/α the update is x̂' = (σ̂'/σ̂)·x̂ + (1 − σ̂'/σ̂)·D, which is DDIM with η = 0 (Song et al. 2021,
 * arXiv:2010.02502, equation 12). Order 1, one evaluation a step.
 */
public final class Euler implements SamplerFactory<NoOptions> {
    @Override
    public String name() {
        return "euler";
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public Sampler create(NoOptions options) {
        return (levels, process) -> {
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                plan.to(levels.get(i), step(levels.get(i - 1), levels.get(i)));
            }
            return plan.trajectory();
        };
    }

    /** x' = (σ'/σ)·x + (α' − α·σ'/σ)·D. */
    static Term step(Level from, Level to) {
        double share = to.sigma() / from.sigma();
        return Term.latest(share, to.alpha() - from.alpha() * share);
    }
}
