package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.TimeRange;

/**
 * SA-Solver (Xue et al. 2023, arXiv:2309.05019, algorithm 1): stochastic Adams, a predictor and a corrector that draw the same
 * noise, of stochasticity τ in a range of times and deterministic outside. One evaluation a step.
 *
 * <p>Every step draws, also where τ is 0 and the draw has no weight, so that a seed's draws fall as in the reference.
 *
 * <p>Through two values of the denoised latent, the slope is weighed by the first term of its series (appendix B.2).
 */
public final class SaSolver implements SamplerFactory<SaSolver.Options> {
    private static final double ROUNDING = 1e-9;

    /**
     * Options.
     *
     * @param predicts what is interpolated
     * @param predictor how many values a step uses, 1 to 4
     * @param corrector how many values correct it, the new one included, 0 to 4
     * @param tau τ inside the range
     * @param cleanest where the range begins, as a share of the process' times counted from the clean end
     * @param noisiest where it ends
     * @param lowerOrderFinal whether the last steps are of lower order
     */
    public record Options(
            Integrand predicts,
            int predictor,
            int corrector,
            double tau,
            double cleanest,
            double noisiest,
            boolean lowerOrderFinal) {}

    @Override
    public String name() {
        return "sa-solver";
    }

    @Override
    public Options defaults() {
        return new Options(Integrand.DATA, 2, 2, 1, 0.2, 0.8, true);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Xue et al. 2023, arXiv:2309.05019",
                "algorithm 1",
                options.tau() == 0 ? Math.min(2, Math.max(options.predictor(), options.corrector())) : 1,
                1,
                options.tau() == 0 ? About.Aim.FLOW : About.Aim.DATA);
    }

    @Override
    public Sampler create(Options options) {
        Check.order("predictor", options.predictor(), 4);
        Check.atLeastZero("corrector", options.corrector());
        Check.order("corrector", Math.max(1, options.corrector()), 4);
        Check.atLeastZero("tau", options.tau());
        Check.share("cleanest", options.cleanest());
        Check.share("noisiest", options.noisiest());
        Multistep.Orders predictor = (i, n) -> lowered(options, options.predictor(), i + 1, n - i);
        Multistep.Orders corrector = (i, n) -> lowered(options, options.corrector(), i + 2, n - i + 1);
        return (levels, process) -> new Multistep(
                        options.predicts(),
                        options.predicts() == Integrand.DATA ? Slope.LINEAR : Slope.EXACT,
                        Curvature.EXACT,
                        predictor,
                        corrector,
                        level -> tau(options, level, process.range()),
                        options.tau() > 0 ? Double.MIN_VALUE : 0)
                .plan(levels);
    }

    private static int lowered(Options options, int order, int past, int left) {
        return Math.min(options.lowerOrderFinal() ? Math.min(order, left) : order, past);
    }

    private static double tau(Options options, Level level, TimeRange range) {
        double share = (level.time() - range.cleanest()) / (range.noisiest() - range.cleanest());
        boolean inside = share >= options.cleanest() - ROUNDING && share <= options.noisiest() + ROUNDING;
        return inside ? options.tau() : 0;
    }
}
