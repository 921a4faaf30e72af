package dev.calotype.plugin.samplers;

import dev.calotype.spi.Sampler;

/**
 * The multistep DPM-Solvers (Lu et al. 2022, arXiv:2211.01095, algorithm 2 and, with noise, equation 19), by
 * {@link Multistep}. One evaluation a step.
 *
 * <p>The first steps are of the order that their past allows; the last two of a short walk are of orders 2 and 1.
 */
final class DpmMultistep {
    private static final int SHORT = 15;

    private DpmMultistep() {}

    static Sampler sampler(DpmOptions options) {
        var solver = new Multistep(
                options.predicts(),
                options.slopeOfTwo(),
                options.curvature(),
                (i, n) -> Math.min(i + 1, order(options, i, n)),
                Multistep.Orders.NONE,
                level -> options.tau(),
                0);
        return (levels, process) -> solver.plan(levels);
    }

    private static int order(DpmOptions options, int i, int n) {
        boolean last = i == n - 1;
        if (last && options.eulerAtFinal()) {
            return 1;
        }
        return options.lowerOrderFinal() && n + options.skipped() < SHORT
                ? Math.min(options.order(), n - i)
                : options.order();
    }
}
