package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;

/**
 * The singlestep DPM-Solvers (Lu et al. 2022, arXiv:2206.00927, algorithms 1 and 2; arXiv:2211.01095, algorithm 1), over the
 * levels of the walk: a block of k levels is stepped by orders 1 to k, each from where the block began, and only the last of
 * them stays. One evaluation a level.
 *
 * <p>Order 3 by the midpoint leaves the middle value out. A walk whose levels do not fill its blocks, or that ends clean,
 * ends with a shorter block.
 */
final class DpmSinglestep {
    private final DpmOptions options;
    private final List<Level> levels;
    private final Plan plan;

    private DpmSinglestep(DpmOptions options, List<Level> levels) {
        this.options = options;
        this.levels = levels;
        plan = new Plan(levels);
    }

    static Sampler sampler(DpmOptions options) {
        return (levels, process) -> new DpmSinglestep(options, levels).plan();
    }

    private Trajectory plan() {
        int n = levels.size() - 1;
        int begin = -options.skipped();
        while (begin < n) {
            int end = begin + block(n - begin);
            for (int to = Math.max(begin, 0) + 1; to <= end; to++) {
                step(Math.max(begin, 0), to);
            }
            begin = end;
        }
        return plan.trajectory();
    }

    /** How many levels the next block has, where this many are left. */
    private int block(int left) {
        int begin = levels.size() - 1 - left;
        if (begin >= 0 && levels.get(begin).alpha() == 0) {
            return 1;
        }
        if (left > options.order()) {
            return options.order();
        }
        boolean clean = levels.getLast().isClean();
        boolean lower = options.lowerOrderFinal() && left == options.order();
        return clean || lower ? Math.max(1, left - 1) : left;
    }

    private void step(int begin, int to) {
        Level end = levels.get(to);
        var step = new ExponentialStep(options.predicts(), levels.get(begin), end, options.tau());
        List<Integrand.Node> inside = new ArrayList<>();
        for (int i = begin; i < to; i++) {
            inside.add(new Integrand.Node(i, levels.get(i)));
        }
        plan.arrive(end, Blend.point(begin).times(step.kept()).plus(gain(step, inside)), step.noise());
    }

    private Blend gain(ExponentialStep step, List<Integrand.Node> inside) {
        if (inside.size() == 3 && options.slope() == DpmOptions.Formula.MIDPOINT) {
            return step.gain(List.of(inside.get(0), inside.get(2)), step.phi(1), step.phi(2));
        }
        return switch (inside.size()) {
            case 1 -> step.gain(inside, step.phi(1));
            case 2 -> step.gain(inside, step.phi(1), options.slopeOfTwo().of(step));
            default ->
                step.gain(inside, step.phi(1), step.phi(2), options.curvature().of(step));
        };
    }
}
