package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Term;

/**
 * Heun's method on the probability flow (Karras et al. 2022, arXiv:2206.00364, algorithm 1 without churn): an Euler step,
 * then the mean of the slopes at both ends. Order 2, two evaluations a step, one for the last if it ends clean.
 *
 * <p>Unlike Euler's, the method depends on what the path is drawn over. On a straight path, α + σ = 1, that is σ itself, where
 * the flow is x' = (x − D)/σ (Liu et al. 2022, arXiv:2209.03003, equation 1); elsewhere it is x/α over σ/α. There, a step
 * from α = 0 is Euler's alone.
 */
public final class Heun implements SamplerFactory<NoOptions> {
    private static final double STRAIGHT = 1e-9;

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
            boolean straight = levels.stream().allMatch(Heun::isStraight);
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                Level from = levels.get(i - 1);
                Level to = levels.get(i);
                plan.to(to, Euler.step(from, to));
                if (!to.isClean() && (straight || from.alpha() > 0)) {
                    plan.to(to, straight ? overSigma(from, to) : overRatio(from, to));
                }
            }
            return plan.trajectory();
        };
    }

    private static boolean isStraight(Level level) {
        return Math.abs(level.alpha() + level.sigma() - 1) < STRAIGHT;
    }

    /** x + (h/2)·(x − D)/σ of where the step began, and (h/2)·(x' − D')/σ' of where Euler's step ended. */
    private static Term[] overSigma(Level from, Level to) {
        double half = (to.sigma() - from.sigma()) / 2;
        double begin = half / from.sigma();
        double end = half / to.sigma();
        return new Term[] {new Term(2, 1 + begin, -begin, 0), Term.latest(end, -end)};
    }

    /** The same for x/α over σ/α, times α'. */
    private static Term[] overRatio(Level from, Level to) {
        double half = (to.ratio() - from.ratio()) / 2;
        double begin = half / from.ratio();
        double end = half / to.ratio();
        return new Term[] {
            new Term(2, to.alpha() * (1 + begin) / from.alpha(), -to.alpha() * begin, 0),
            Term.latest(end, -to.alpha() * end)
        };
    }
}
