package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Term;

/**
 * Heun's method on the probability flow (Karras et al. 2022, arXiv:2206.00364, algorithm 1 without churn): an Euler step
 * to σ̂', then the mean of the slopes at both ends. Order 2, two evaluations a step, one for the last if it ends clean.
 */
public final class Heun implements SamplerFactory<NoOptions> {
    @Override
    public String name() {
        return "heun";
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
                Level from = levels.get(i - 1);
                Level to = levels.get(i);
                plan.to(to, Euler.step(from, to));
                if (!to.isClean()) {
                    plan.to(to, begin(from, to), end(from, to));
                }
            }
            return plan.trajectory();
        };
    }

    /** α'·(x̂ + (h/2)·(x̂ − D)/σ̂) of the evaluation where the step began. */
    private static Term begin(Level from, Level to) {
        double slope = (to.ratio() - from.ratio()) / (2 * from.ratio());
        return new Term(2, to.alpha() * (1 + slope) / from.alpha(), -to.alpha() * slope, 0);
    }

    /** α'·(h/2)·(x̂' − D')/σ̂' of the evaluation where the Euler step ended. */
    private static Term end(Level from, Level to) {
        double slope = (to.ratio() - from.ratio()) / (2 * to.ratio());
        return Term.latest(slope, -to.alpha() * slope);
    }
}
