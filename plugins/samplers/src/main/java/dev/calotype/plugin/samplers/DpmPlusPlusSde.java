package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Term;

/**
 * SDE-DPM-Solver++ of one step (Lu et al. 2022, arXiv:2211.01095, in k-diffusion's form): an {@link Ancestral} step to the
 * geometric middle √(σ̂σ̂'), and the whole step again with the denoised value found there. Two evaluations a step, one for a
 * last step that ends clean; stochastic, and of order 2 where η is 0.
 *
 * <p>The draws of a step's two halves are independent, not parts of one Brownian path.
 */
public final class DpmPlusPlusSde implements SamplerFactory<DpmPlusPlusSde.Options> {
    /**
     * Options.
     *
     * @param eta how much of the ancestral noise is drawn, 0 to 1
     * @param noise what the fresh noise is multiplied with
     */
    public record Options(double eta, double noise) {}

    @Override
    public String name() {
        return "dpm++sde";
    }

    @Override
    public Options defaults() {
        return new Options(1, 1);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Lu et al. 2022, arXiv:2211.01095",
                "equation 19, in two halves",
                options.eta() == 0 ? 2 : 1,
                2,
                Ancestral.aim(options.eta()));
    }

    @Override
    public Sampler create(Options options) {
        Check.share("eta", options.eta());
        Check.atLeastZero("noise", options.noise());
        return (levels, process) -> {
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                step(levels.get(i - 1), levels.get(i), options, process, plan);
            }
            return plan.trajectory();
        };
    }

    private static void step(Level from, Level to, Options options, NoiseProcess process, Plan plan) {
        int first = plan.evaluations() - 1;
        if (to.isClean() || from.alpha() == 0) {
            plan.arrive(to, Blend.of(term(from, to, options), first, first), noise(from, to, options));
            return;
        }
        Level middle = process.atRatio(Math.sqrt(from.ratio() * to.ratio()));
        plan.arrive(middle, Blend.of(term(from, middle, options), first, first), noise(from, middle, options));
        plan.arrive(to, Blend.of(term(from, to, options), first, first + 1), noise(from, to, options));
    }

    private static Term term(Level from, Level to, Options options) {
        return Ancestral.corrected(from, to, options.eta()).term();
    }

    private static double noise(Level from, Level to, Options options) {
        return options.noise() * Ancestral.fresh(from, to, options.eta());
    }
}
