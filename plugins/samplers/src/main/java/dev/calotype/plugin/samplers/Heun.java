package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Trajectory;
import java.util.List;

/**
 * Heun's method on the probability flow (Karras et al. 2022, arXiv:2206.00364, algorithm 2): an Euler step, then the mean of the
 * slopes at both ends. Order 2, two evaluations a step, one for the last if it ends clean; stochastic where churn is above 0.
 *
 * <p>Unlike Euler's, the method depends on what the path is drawn over. On a straight path, α + σ = 1, that is σ itself, where
 * the flow is x' = (x − D)/σ (Liu et al. 2022, arXiv:2209.03003, equation 1); elsewhere it is x/α over σ/α. There, a step
 * from α = 0 is Euler's alone.
 */
public final class Heun implements SamplerFactory<Heun.Options> {
    private static final double STRAIGHT = 1e-9;

    /**
     * Options.
     *
     * @param churn S_churn; 0 adds no noise
     * @param least S_tmin, in σ/α
     * @param most S_tmax, in σ/α
     * @param noise S_noise
     */
    public record Options(double churn, double least, double most, double noise) {}

    @Override
    public String name() {
        return "heun";
    }

    @Override
    public Options defaults() {
        return new Options(0, 0, Double.POSITIVE_INFINITY, 1);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Karras et al. 2022, arXiv:2206.00364",
                "algorithm 2",
                2,
                2,
                options.churn() == 0 ? About.Aim.FLOW : About.Aim.DATA);
    }

    @Override
    public Sampler create(Options options) {
        var churn = new Churn(options.churn(), options.least(), options.most(), options.noise());
        return (levels, process) -> plan(churn, levels, process);
    }

    private static Trajectory plan(Churn churn, List<Level> levels, NoiseProcess process) {
        int n = levels.size() - 1;
        boolean straight = levels.stream().allMatch(Heun::isStraight);
        Level from = churn.raised(Check.walkable(levels).getFirst(), n, process);
        var plan = new Plan(levels).startingAt(from);
        for (int i = 1; i <= n; i++) {
            Level to = levels.get(i);
            Level next = i == n ? to : churn.raised(to, n, process);
            int first = plan.evaluations() - 1;
            Blend arrived = Euler.step(Blend.point(first), Blend.denoised(first), from, to);
            if (!to.isClean() && (straight || from.alpha() > 0)) {
                plan.arrive(to, arrived, 0);
                arrived = straight ? overSigma(first, from, to) : overRatio(first, from, to);
            }
            Lift lift = churn.lift(to, next);
            plan.arrive(next, arrived.times(lift.keep()), lift.noise());
            from = next;
        }
        return plan.trajectory();
    }

    private static boolean isStraight(Level level) {
        return Math.abs(level.alpha() + level.sigma() - 1) < STRAIGHT;
    }

    /** x + (h/2)·(x − D)/σ of where the step began, and (h/2)·(x' − D')/σ' of where Euler's step ended. */
    private static Blend overSigma(int first, Level from, Level to) {
        double half = (to.sigma() - from.sigma()) / 2;
        Blend begin = Blend.point(first).minus(Blend.denoised(first)).times(half / from.sigma());
        Blend end = Blend.point(first + 1).minus(Blend.denoised(first + 1)).times(half / to.sigma());
        return Blend.point(first).plus(begin).plus(end);
    }

    /** α'·(x/α + (h/2)·(ε + ε')), h in σ/α. */
    private static Blend overRatio(int first, Level from, Level to) {
        double half = (to.ratio() - from.ratio()) / 2;
        Blend slopes = Blend.noise(first, from).plus(Blend.noise(first + 1, to)).times(half);
        return Blend.point(first).times(1 / from.alpha()).plus(slopes).times(to.alpha());
    }
}
