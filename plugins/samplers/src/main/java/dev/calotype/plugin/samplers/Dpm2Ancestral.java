package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * {@link Dpm2} down to σ_down and fresh noise back up to σ' (k-diffusion's ancestral step, see {@link EulerAncestral}). Two
 * evaluations a step, one for a last step that ends clean; stochastic.
 */
public final class Dpm2Ancestral implements SamplerFactory<Dpm2Ancestral.Options> {
    /**
     * Options.
     *
     * @param eta how much of the ancestral noise is drawn, 0 to 1
     */
    public record Options(double eta) {}

    @Override
    public String name() {
        return "dpm2-ancestral";
    }

    @Override
    public Options defaults() {
        return new Options(1);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Lu et al. 2022, arXiv:2206.00927",
                "algorithm 1, ancestral",
                options.eta() == 0 ? 2 : 1,
                2,
                Ancestral.aim(options.eta()));
    }

    @Override
    public Sampler create(Options options) {
        return sampler(Check.share("eta", options.eta()));
    }

    static Sampler sampler(double eta) {
        return (levels, process) -> {
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                step(levels.get(i - 1), levels.get(i), eta, process, plan);
            }
            return plan.trajectory();
        };
    }

    /** With d = σ̂_down, the slope ε at the geometric middle √(σ̂d) takes x/α from σ̂ to d. */
    private static void step(Level from, Level to, double eta, NoiseProcess process, Plan plan) {
        double fresh = Ancestral.fresh(from, to, eta);
        double down = Math.sqrt(Math.max(0, to.sigma() * to.sigma() - fresh * fresh)) / to.alpha();
        if (down == 0 || from.alpha() == 0) {
            plan.move(to, Ancestral.corrected(from, to, eta));
            return;
        }
        int first = plan.evaluations() - 1;
        Level middle = process.atRatio(Math.sqrt(from.ratio() * down));
        plan.to(middle, Euler.step(from, middle));
        Blend slope = Blend.noise(first + 1, middle).times(down - from.ratio());
        plan.arrive(to, Blend.point(first).times(1 / from.alpha()).plus(slope).times(to.alpha()), fresh);
    }
}
