package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Linear multistep over σ̂ = σ/α (Adams and Bashforth on uneven steps, as k-diffusion has it): the noise ε = dx̂/dσ̂ as the
 * polynomial through the last evaluations, x'/α' = x/α + (σ̂' − σ̂)·∑_j w_j·ε_j. One evaluation a step; of this order after its first steps, which hold the whole to 2.
 */
public final class Lms implements SamplerFactory<Lms.Options> {
    /**
     * Options.
     *
     * @param order 1 to 4
     * @param skipped σ/α of the levels of a longer walk that lie before this one, the last first; the reference weighs the
     *     evaluations as if those had been made, and then leaves theirs out
     */
    public record Options(int order, List<Double> skipped) {}

    @Override
    public String name() {
        return "lms";
    }

    @Override
    public Options defaults() {
        return new Options(4, List.of());
    }

    @Override
    public About about(Options options) {
        return new About(
                "Karras et al. 2022, arXiv:2206.00364",
                "appendix D.1, the linear multistep method",
                Math.min(options.order(), 2),
                1,
                About.Aim.FLOW);
    }

    @Override
    public Sampler create(Options options) {
        Check.order("order", options.order(), 4);
        return (levels, process) -> {
            var plan = new Plan(levels);
            for (int i = 0; i < levels.size() - 1; i++) {
                plan.arrive(levels.get(i + 1), step(options, levels, i), 0);
            }
            return plan.trajectory();
        };
    }

    private static Blend step(Options options, List<Level> levels, int i) {
        Level from = levels.get(i);
        Level to = levels.get(i + 1);
        if (from.alpha() == 0) {
            return Answer.SAMPLE.step(Blend.point(i), Blend.denoised(i), from, to);
        }
        double width = to.ratio() - from.ratio();
        double[] nodes = past(options, levels, i)
                .map(ratio -> (ratio - from.ratio()) / width)
                .toArray();
        double[] weights = Quadrature.adams(nodes);
        Blend next = Blend.point(i).times(1 / from.alpha());
        for (int j = 0; j < Math.min(nodes.length, i + 1); j++) {
            next = next.plus(Blend.noise(i - j, levels.get(i - j)).times(width * weights[j]));
        }
        return next.times(to.alpha());
    }

    /** σ/α where the network was asked, the latest first. */
    private static DoubleStream past(Options options, List<Level> levels, int i) {
        DoubleStream asked =
                IntStream.rangeClosed(0, i).mapToDouble(j -> levels.get(i - j).ratio());
        DoubleStream skipped = options.skipped().stream().mapToDouble(Double::doubleValue);
        return DoubleStream.concat(asked, skipped).takeWhile(Double::isFinite).limit(options.order());
    }
}
