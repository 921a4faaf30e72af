package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * DEIS-ρAB over log ρ (Zhang and Chen 2023, arXiv:2204.13902, equation 15): the noise as a polynomial in log ρ = −λ, integrated
 * over ρ = σ/α, which is {@link Multistep} over the noise with exact weights. One evaluation a step; of this order after its first steps, which hold the whole to 2.
 */
public final class Deis implements SamplerFactory<Deis.Options> {
    private static final int SHORT = 15;

    /**
     * Options.
     *
     * @param order 1 to 4
     * @param lowerOrderFinal whether walks of fewer than 15 steps end with steps of lower order
     * @param skipped how many steps of a longer walk lie before this one
     */
    public record Options(int order, boolean lowerOrderFinal, int skipped) {}

    @Override
    public String name() {
        return "deis";
    }

    @Override
    public Options defaults() {
        return new Options(2, true, 0);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Zhang and Chen 2023, arXiv:2204.13902",
                "equation 15, over log ρ",
                Math.min(options.order(), 2),
                1,
                About.Aim.FLOW);
    }

    @Override
    public Sampler create(Options options) {
        Check.order("order", options.order(), 4);
        Check.atLeastZero("skipped", options.skipped());
        Multistep.Orders orders = (i, n) -> {
            int end = options.lowerOrderFinal() && n + options.skipped() < SHORT ? n - i : options.order();
            return Math.min(options.order(), Math.min(i + 1, end));
        };
        var solver = new Multistep(
                Integrand.NOISE, Slope.EXACT, Curvature.EXACT, orders, Multistep.Orders.NONE, level -> 0, 0);
        return (levels, process) -> solver.plan(levels);
    }
}
