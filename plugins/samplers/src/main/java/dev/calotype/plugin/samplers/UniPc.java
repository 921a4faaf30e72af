package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import java.util.List;

/**
 * UniPC (Zhao et al. 2023, arXiv:2302.04867, algorithms 5 to 8): a predictor of order p and, once the network was asked there,
 * a corrector of order p + 1, which costs no evaluation. One evaluation a step.
 *
 * <p>The weights of B(h) differ from the exact integral only in a predictor of order 2 and a corrector after order 1.
 */
public final class UniPc implements SamplerFactory<UniPc.Options> {
    /** The function B(h) of the paper. */
    public enum B {
        /** B_1(h) = h. */
        BH1(Slope.LINEAR),
        /** B_2(h) = e^h − 1. */
        BH2(Slope.MIDPOINT);

        private final Slope slope;

        B(Slope slope) {
            this.slope = slope;
        }
    }

    /**
     * Options.
     *
     * @param predicts what is interpolated
     * @param order p, 1 to 3
     * @param b the function B(h)
     * @param lowerOrderFinal whether the last steps are of lower order
     * @param uncorrected the steps, counted from 0, whose end is not corrected
     */
    public record Options(Integrand predicts, int order, B b, boolean lowerOrderFinal, List<Double> uncorrected) {}

    @Override
    public String name() {
        return "unipc";
    }

    @Override
    public Options defaults() {
        return new Options(Integrand.DATA, 2, B.BH2, true, List.of());
    }

    @Override
    public About about(Options options) {
        return new About(
                "Zhao et al. 2023, arXiv:2302.04867",
                "algorithms 5 to 8",
                options.lowerOrderFinal() ? 2 : Math.min(options.order() + 1, 3),
                1,
                About.Aim.FLOW);
    }

    @Override
    public Sampler create(Options options) {
        Check.order("order", options.order(), 3);
        Multistep.Orders orders = (i, n) -> {
            int end = options.lowerOrderFinal() ? n - i : options.order();
            return Math.min(options.order(), Math.min(i + 1, end));
        };
        Multistep.Orders corrected = (i, n) -> options.uncorrected().contains((double) i) ? 0 : orders.at(i, n) + 1;
        var solver =
                new Multistep(options.predicts(), options.b().slope, Curvature.EXACT, orders, corrected, level -> 0, 0);
        return (levels, process) -> solver.plan(levels);
    }
}
