package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;

/**
 * {@link Ddpm} as unCLIP's decoder and prior are sampled (Ramesh et al. 2022, arXiv:2204.06125, appendix C): small variance
 * by its logarithm, no noise from time 0.
 */
public final class Unclip implements SamplerFactory<Unclip.Options> {
    private final Ddpm ddpm = new Ddpm();

    /**
     * Options.
     *
     * @param variance which variance the steps have
     * @param arrival where each step arrives
     * @param share how much of the last denoised value is the result: all, or what a table leaves whose first β and ᾱ, as
     *     rounded, disagree
     */
    public record Options(Ddpm.Variance variance, Arrival arrival, double share) {}

    @Override
    public String name() {
        return "unclip";
    }

    @Override
    public Options defaults() {
        return new Options(Ddpm.Variance.SMALL_LOG, Arrival.NEXT, 1);
    }

    @Override
    public About about(Options options) {
        return ddpm.about(ddpm(options));
    }

    @Override
    public Sampler create(Options options) {
        double share = Check.positive("share", options.share());
        Sampler sampler = ddpm.create(ddpm(options));
        return (levels, process) -> {
            var steps = new ArrayList<>(sampler.plan(levels, process).steps());
            Step last = steps.removeLast();
            steps.add(new Step(
                    last.level(),
                    last.terms().stream()
                            .map(term ->
                                    new Term(term.back(), term.point(), share * term.denoised(), share * term.raw()))
                            .toList(),
                    last.noise()));
            return new Trajectory(steps);
        };
    }

    private static Ddpm.Options ddpm(Options options) {
        return new Ddpm.Options(options.variance(), options.arrival(), Ddpm.Draws.ABOVE_ZERO);
    }
}
