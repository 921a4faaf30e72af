package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Deviation;
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
    /** The least variance, so that a step to a clean level has a logarithm of it. */
    private static final double LEAST = 1e-20;

    /** Which variance the steps have. */
    public enum Variance {
        /** The posterior's, β̃. */
        SMALL,
        /** The same by way of its logarithm. */
        SMALL_LOG,
        /** The forward step's, β. */
        LARGE,
        /** The same by way of its logarithm. */
        LARGE_LOG,
        /** What the network answers (Nichol and Dhariwal 2021, arXiv:2102.09672). */
        LEARNED,
        /** What the network answers between the logarithms of small and large (there, equation 15). */
        LEARNED_RANGE
    }

    /** Which steps draw noise. */
    public enum Draws {
        /** All but the last. */
        BUT_LAST,
        /** All whose level has not the table's first time, 0. */
        ABOVE_ZERO
    }

    /**
     * Options.
     *
     * @param variance which variance the steps have
     * @param arrival where each step arrives
     * @param draws which steps draw noise
     */
    public record Options(Variance variance, Arrival arrival, Draws draws) {}

    @Override
    public String name() {
        return "ddpm";
    }

    @Override
    public Options defaults() {
        return new Options(Variance.SMALL, Arrival.NEXT, Draws.BUT_LAST);
    }

    @Override
    public About about(Options options) {
        return new About("Ho et al. 2020, arXiv:2006.11239", "equations 6 and 7", 1, 1, About.Aim.DATA);
    }

    @Override
    public Sampler create(Options options) {
        return (levels, process) -> {
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                Level from = levels.get(i - 1);
                boolean draws = options.draws() == Draws.ABOVE_ZERO ? from.time() > 0 : i < levels.size() - 1;
                Move move = step(from, options.arrival().after(i - 1, levels, process), options.variance());
                plan.move(levels.get(i), draws ? move : move.mean());
            }
            return plan.trajectory();
        };
    }

    static Move step(Level from, Level to, Variance variance) {
        double a = from.alpha() / to.alpha();
        double before = to.sigma() * to.sigma();
        double now = from.sigma() * from.sigma();
        double beta = now - a * a * before;
        double small = Math.max(before * beta / now, LEAST);
        Deviation drawn = switch (variance) {
            case SMALL, SMALL_LOG -> new Deviation.Constant(Math.sqrt(small));
            case LARGE, LARGE_LOG -> new Deviation.Constant(Math.sqrt(beta));
            case LEARNED -> new Deviation.LearnedVariance();
            case LEARNED_RANGE -> new Deviation.LearnedRange(Math.log(small), Math.log(beta));
        };
        return new Move(Term.latest(a * before / now, to.alpha() * beta / now), drawn);
    }
}
