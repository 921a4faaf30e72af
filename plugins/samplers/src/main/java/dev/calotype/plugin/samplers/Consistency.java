package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * Multistep consistency sampling (Song et al. 2023, arXiv:2303.01469, algorithm 1): each step maps to a clean latent and noises
 * it again, x' = α'·D + √(σ'² − α'²ε²)·z with ε the least σ/α of the process. One evaluation a step, stochastic; for networks
 * distilled to it.
 */
public final class Consistency implements SamplerFactory<Consistency.Options> {
    /**
     * Options.
     *
     * @param noise scales the fresh noise
     */
    public record Options(double noise) {}

    @Override
    public String name() {
        return "consistency";
    }

    @Override
    public Options defaults() {
        return new Options(1);
    }

    @Override
    public About about(Options options) {
        return new About("Song et al. 2023, arXiv:2303.01469", "algorithm 1", 1, 1, About.Aim.DISTILLED);
    }

    @Override
    public Sampler create(Options options) {
        double noise = Check.atLeastZero("noise", options.noise());
        return (levels, process) -> {
            double least = process.atTime(process.range().cleanest()).ratio();
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                Level to = levels.get(i);
                double there = to.alpha() * least;
                double fresh = Math.sqrt(Math.max(0, to.sigma() * to.sigma() - there * there));
                plan.move(to, Move.of(0, to.alpha(), noise * fresh));
            }
            return plan.trajectory();
        };
    }
}
