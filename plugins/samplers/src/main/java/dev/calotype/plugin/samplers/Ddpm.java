package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Term;

/**
 * Ancestral sampling by the posterior (Ho et al. 2020, arXiv:2006.11239, equations 6 and 7), for any α and σ: with
 * a = α/α' and β = σ² − a²σ'², the mean is α'β/σ²·D + aσ'²/σ²·x and the variance σ'²β/σ². One evaluation a step,
 * stochastic.
 */
public final class Ddpm implements SamplerFactory<Ddpm.Options> {
    /** Which variance the steps have. */
    public enum Variance {
        /** The posterior's, β̃. */
        SMALL,
        /** The forward step's, β. */
        LARGE
    }

    /**
     * Options.
     *
     * @param variance which variance the steps have; the last one has none
     */
    public record Options(Variance variance) {}

    @Override
    public String name() {
        return "ddpm";
    }

    @Override
    public Options defaults() {
        return new Options(Variance.SMALL);
    }

    @Override
    public Sampler create(Options options) {
        return (levels, process) -> {
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                Level from = levels.get(i - 1);
                Level to = levels.get(i);
                double a = from.alpha() / to.alpha();
                double before = to.sigma() * to.sigma();
                double now = from.sigma() * from.sigma();
                double beta = now - a * a * before;
                double variance = options.variance() == Variance.LARGE ? beta : before * beta / now;
                boolean last = i == levels.size() - 1;
                plan.noisy(to, last ? 0 : Math.sqrt(variance), Term.latest(a * before / now, to.alpha() * beta / now));
            }
            return plan.trajectory();
        };
    }
}
