package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * A reverse diffusion's steps, each followed by steps of Langevin's at the level reached (Song et al. 2021, arXiv:2011.13456,
 * algorithms 2 to 5). One evaluation a step and one a correction, stochastic.
 *
 * <p>A correction is x + ε·score + √(2ε)·z with ε = 2a²(r‖z‖/‖score‖)². A plan cannot look at the norms, so it takes the
 * expected ones, ‖z‖/‖score‖ = σ: with κ = 2a²r², x' = (1 − κ)·x + κα·D + σ√(2κ)·z, where a is α over that of the level below.
 */
public final class PredictorCorrector implements SamplerFactory<PredictorCorrector.Options> {
    /** How a step goes down. */
    public enum Predictor {
        /** The forward step run backwards (equation 46): x' = (2 − a)·x + β·score + √β·z, β = σ² − a²σ'². */
        REVERSE_DIFFUSION,
        /** The posterior of {@link Ddpm}. */
        ANCESTRAL,
        /** Euler and Maruyama's, {@link ReverseSde}. */
        EULER_MARUYAMA
    }

    /**
     * Options.
     *
     * @param predictor how a step goes down
     * @param corrections how many corrections follow each step, at least 0
     * @param ratio r, the correction's signal-to-noise ratio
     */
    public record Options(Predictor predictor, int corrections, double ratio) {}

    @Override
    public String name() {
        return "predictor-corrector";
    }

    @Override
    public Options defaults() {
        return new Options(Predictor.REVERSE_DIFFUSION, 1, 0.16);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Song et al. 2021, arXiv:2011.13456",
                "algorithms 2 to 5",
                1,
                1 + options.corrections(),
                About.Aim.DATA);
    }

    @Override
    public Sampler create(Options options) {
        int corrections = Check.atLeastZero("corrections", options.corrections());
        double ratio = Check.share("ratio", Check.positive("ratio", options.ratio()));
        return (levels, process) -> {
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                Level to = levels.get(i);
                plan.move(to, predicted(options.predictor(), levels.get(i - 1), to, process));
                Level below = levels.get(Math.min(i + 1, levels.size() - 1));
                for (int c = 0; c < corrections && !to.isClean(); c++) {
                    plan.move(to, corrected(to, below, ratio));
                }
            }
            return plan.trajectory();
        };
    }

    private static Move predicted(Predictor predictor, Level from, Level to, NoiseProcess process) {
        if (to.isClean() || from.alpha() == 0) {
            return Move.renoised(to);
        }
        return switch (predictor) {
            case REVERSE_DIFFUSION -> reversed(from, to);
            case ANCESTRAL -> Ddpm.step(from, to, Ddpm.Variance.SMALL);
            case EULER_MARUYAMA -> ReverseSde.step(from, to, process);
        };
    }

    private static Move reversed(Level from, Level to) {
        double a = from.alpha() / to.alpha();
        double now = from.sigma() * from.sigma();
        double beta = now - a * a * to.sigma() * to.sigma();
        return Move.of(2 - a - beta / now, from.alpha() * beta / now, Math.sqrt(beta));
    }

    private static Move corrected(Level at, Level below, double ratio) {
        double size = at.alpha() / below.alpha() * ratio;
        double kappa = 2 * size * size;
        return Move.of(1 - kappa, kappa * at.alpha(), at.sigma() * Math.sqrt(2 * kappa));
    }
}
