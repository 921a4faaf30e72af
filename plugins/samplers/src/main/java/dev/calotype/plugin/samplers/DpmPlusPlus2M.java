package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Term;
import java.util.List;

/**
 * DPM-Solver++(2M) (Lu et al. 2022, arXiv:2211.01095, algorithm 2): with h = λ' − λ and r = h_before/h,
 * x' = (σ'/σ)·x − α'(e^−h − 1)·[(1 + 1/2r)·D − (1/2r)·D_before]. Order 2, one evaluation a step.
 *
 * <p>The first step is of order 1, and so is the last where it ends clean (there h is infinite) or the walk is short.
 */
public final class DpmPlusPlus2M implements SamplerFactory<DpmPlusPlus2M.Options> {
    private static final int SHORT = 15;

    /**
     * Options.
     *
     * @param lowerOrderFinal whether walks of fewer than 15 steps end with a step of order 1
     */
    public record Options(boolean lowerOrderFinal) {}

    @Override
    public String name() {
        return "dpm++2m";
    }

    @Override
    public Options defaults() {
        return new Options(true);
    }

    @Override
    public Sampler create(Options options) {
        return (levels, process) -> {
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                boolean last = i == levels.size() - 1;
                boolean cautious = last && options.lowerOrderFinal() && levels.size() - 1 < SHORT;
                boolean first = i == 1
                        || levels.get(i).isClean()
                        || cautious
                        || levels.get(i - 2).alpha() == 0;
                if (first) {
                    plan.to(levels.get(i), Euler.step(levels.get(i - 1), levels.get(i)));
                } else {
                    plan.to(levels.get(i), second(levels, i));
                }
            }
            return plan.trajectory();
        };
    }

    private static Term[] second(List<Level> levels, int i) {
        Level before = levels.get(i - 2);
        Level from = levels.get(i - 1);
        Level to = levels.get(i);
        double h = to.lambda() - from.lambda();
        double share = h / (2 * (from.lambda() - before.lambda()));
        double weight = -to.alpha() * Math.expm1(-h);
        return new Term[] {
            Term.latest(to.sigma() / from.sigma(), weight * (1 + share)), new Term(2, 0, -weight * share, 0)
        };
    }
}
