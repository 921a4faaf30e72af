package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * Trajectory consistency distillation's strategic stochastic sampling (Zheng et al. 2024, arXiv:2402.19159, algorithm 4):
 * DDIM to the level at time (1 − γ)·t', below the next level's t', then fresh noise up to that. One evaluation a step,
 * stochastic where γ is above 0; the last step draws none.
 */
public final class Tcd implements SamplerFactory<Tcd.Options> {
    /**
     * Options.
     *
     * @param eta γ: 0 draws no noise, 1 only noise
     */
    public record Options(double eta) {}

    @Override
    public String name() {
        return "tcd";
    }

    @Override
    public Options defaults() {
        return new Options(0.3);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Zheng et al. 2024, arXiv:2402.19159",
                "algorithm 4",
                1,
                1,
                options.eta() == 0 ? About.Aim.FLOW : About.Aim.DISTILLED);
    }

    @Override
    public Sampler create(Options options) {
        double kept = 1 - Check.share("eta", options.eta());
        return (levels, process) -> {
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                Level from = levels.get(i - 1);
                Level to = levels.get(i);
                boolean last = i == levels.size() - 1;
                Level below = last || kept == 1 ? to : Entries.share((float) kept, to, process);
                plan.lifted(to, Ancestral.raw(from, below, 0), Lift.between(below, to));
            }
            return plan.trajectory();
        };
    }
}
