package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.List;

/**
 * Euler's method on the probability flow (Karras et al. 2022, arXiv:2206.00364, algorithm 2 without the second half).
 *
 * <p>In σ/α the update is x̂' = (σ̂'/σ̂)·x̂ + (1 − σ̂'/σ̂)·D, which is DDIM with η = 0 (Song et al. 2021,
 * arXiv:2010.02502, equation 12). Order 1, one evaluation a step; stochastic where churn is above 0.
 */
public final class Euler implements SamplerFactory<Euler.Options> {
    /** When churn adds its noise. */
    public enum Churned {
        /** Before the network is evaluated, as the paper has it. */
        BEFORE_EVALUATION,
        /** After it was evaluated at the lower level, as the reference has it. */
        AFTER_EVALUATION
    }

    /**
     * Options.
     *
     * @param churn S_churn; 0 adds no noise
     * @param least S_tmin, in σ/α
     * @param most S_tmax, in σ/α
     * @param noise S_noise
     * @param churned when the noise is added
     * @param answer what of the network's answer stays when noise is added after the evaluation
     */
    public record Options(double churn, double least, double most, double noise, Churned churned, Answer answer) {}

    @Override
    public String name() {
        return "euler";
    }

    @Override
    public Options defaults() {
        return new Options(0, 0, Double.POSITIVE_INFINITY, 1, Churned.BEFORE_EVALUATION, Answer.NOISE);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Karras et al. 2022, arXiv:2206.00364",
                "algorithm 2 without the second half",
                1,
                1,
                options.churn() == 0 ? About.Aim.FLOW : About.Aim.DATA);
    }

    @Override
    public Sampler create(Options options) {
        var churn = new Churn(options.churn(), options.least(), options.most(), options.noise());
        return switch (options.churned()) {
            case BEFORE_EVALUATION -> (levels, process) -> before(churn, levels, process);
            case AFTER_EVALUATION -> (levels, process) -> after(churn, options.answer(), levels, process);
        };
    }

    private static Trajectory before(Churn churn, List<Level> levels, NoiseProcess process) {
        int n = levels.size() - 1;
        Level from = churn.raised(Check.walkable(levels).getFirst(), n, process);
        var plan = new Plan(levels).startingAt(from);
        for (int i = 1; i <= n; i++) {
            Level to = levels.get(i);
            Level next = i == n ? to : churn.raised(to, n, process);
            plan.lifted(next, new Move(step(from, to), 0), churn.lift(to, next));
            from = next;
        }
        return plan.trajectory();
    }

    /** The step from the raised level, of x with fresh noise, by the answer that was given without it. */
    private static Trajectory after(Churn churn, Answer answer, List<Level> levels, NoiseProcess process) {
        int n = levels.size() - 1;
        var plan = new Plan(levels);
        for (int i = 0; i < n; i++) {
            Level from = levels.get(i);
            Level to = levels.get(i + 1);
            Level raised = churn.raised(from, n, process);
            if (raised.equals(from) || from.alpha() == 0) {
                plan.to(to, step(from, to));
            } else {
                Lift lift = churn.lift(from, raised);
                Blend arrived = answer.step(Blend.point(i).times(lift.keep()), answer.at(i, from), raised, to);
                plan.arrive(to, arrived, lift.noise() * answer.kept(raised, to));
            }
        }
        return plan.trajectory();
    }

    /** x' = (σ'/σ)·x + (α' − α·σ'/σ)·D. */
    static Term step(Level from, Level to) {
        double share = to.sigma() / from.sigma();
        return Term.latest(share, to.alpha() - from.alpha() * share);
    }

    /** The same, of a point and a denoised value of other evaluations. */
    static Blend step(Blend x, Blend denoised, Level from, Level to) {
        return Answer.SAMPLE.step(x, denoised, from, to);
    }
}
