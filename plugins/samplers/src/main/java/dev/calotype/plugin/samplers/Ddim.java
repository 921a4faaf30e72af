package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * Denoising diffusion implicit models (Song et al. 2021, arXiv:2010.02502, equation 12). Order 1, one evaluation a step;
 * stochastic where η is above 0.
 */
public final class Ddim implements SamplerFactory<Ddim.Options> {
    /**
     * Options.
     *
     * @param eta 0 is the probability flow, 1 ancestral sampling
     * @param arrival where each step arrives
     * @param correctedNoise whether ε is that of the denoised value after correction ("use_clipped_model_output"), and not
     *     the network's own
     */
    public record Options(double eta, Arrival arrival, boolean correctedNoise) {}

    @Override
    public String name() {
        return "ddim";
    }

    @Override
    public Options defaults() {
        return new Options(0, Arrival.NEXT, false);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Song et al. 2021, arXiv:2010.02502", "equations 12 and 16", 1, 1, Ancestral.aim(options.eta()));
    }

    @Override
    public Sampler create(Options options) {
        double eta = Check.share("eta", options.eta());
        return (levels, process) -> {
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                Level from = levels.get(i - 1);
                Level to = options.arrival().after(i - 1, levels, process);
                plan.move(
                        levels.get(i),
                        options.correctedNoise() ? Ancestral.corrected(from, to, eta) : Ancestral.raw(from, to, eta));
            }
            return plan.trajectory();
        };
    }
}
