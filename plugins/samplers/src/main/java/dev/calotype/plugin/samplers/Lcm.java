package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * Latent consistency models (Luo et al. 2023, arXiv:2310.04378, algorithm 3): each step maps to a clean latent,
 * f = c_skip·x + c_out·D (equation 8), and noises it again, x' = α'·f + σ'·z.
 *
 * <p>With τ entries of the time table, c_skip = s²/((kτ)² + s²) and c_out = kτ/√((kτ)² + s²), which differ from 0 and 1 near
 * the clean end alone. One evaluation a step, stochastic; for networks distilled to it.
 */
public final class Lcm implements SamplerFactory<Lcm.Options> {
    /**
     * Options.
     *
     * @param timestepScaling k
     * @param dataDeviation s
     */
    public record Options(double timestepScaling, double dataDeviation) {}

    @Override
    public String name() {
        return "lcm";
    }

    @Override
    public Options defaults() {
        return new Options(10, 0.5);
    }

    @Override
    public About about(Options options) {
        return new About("Luo et al. 2023, arXiv:2310.04378", "equation 8 and algorithm 3", 1, 1, About.Aim.DISTILLED);
    }

    @Override
    public Sampler create(Options options) {
        double scaling = Check.positive("timestepScaling", options.timestepScaling());
        double deviation = Check.positive("dataDeviation", options.dataDeviation());
        return (levels, process) -> {
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                double scaled = scaling * Entries.of(levels.get(i - 1), process.range());
                double total = scaled * scaled + deviation * deviation;
                Level to = levels.get(i);
                plan.move(
                        to,
                        Move.of(
                                to.alpha() * deviation * deviation / total,
                                to.alpha() * scaled / Math.sqrt(total),
                                to.sigma()));
            }
            return plan.trajectory();
        };
    }
}
