package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * Euler and Maruyama's method on the reverse diffusion (Anderson 1982; Song et al. 2021, arXiv:2011.13456, equation 6), for
 * preserving and exploding processes alike: with Δ = t − t' and the score −(x − αD)/σ²,
 * x' = (1 − fΔ − g²Δ/σ²)·x + (αg²Δ/σ²)·D + g√Δ·z. One evaluation a step, stochastic; strong order ½, weak order 1.
 *
 * <p>A step that ends clean gives D alone. At α = 0, where f is infinite, a step gives α'·D + σ'·z.
 */
public final class ReverseSde implements SamplerFactory<ReverseSde.Options> {
    /** What Δ is. */
    public enum Interval {
        /** The difference of two levels' times. */
        LEVELS,
        /** The process' whole time, shared out evenly: 1/n of it. */
        EVEN
    }

    /**
     * Options.
     *
     * @param interval what Δ is
     */
    public record Options(Interval interval) {}

    @Override
    public String name() {
        return "reverse-sde";
    }

    @Override
    public Options defaults() {
        return new Options(Interval.LEVELS);
    }

    @Override
    public About about(Options options) {
        return new About("Song et al. 2021, arXiv:2011.13456", "equation 6", 1, 1, About.Aim.DATA);
    }

    @Override
    public Sampler create(Options options) {
        return (levels, process) -> {
            double even = process.range().noisiest() / (levels.size() - 1);
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                Level from = levels.get(i - 1);
                Level to = levels.get(i);
                plan.move(
                        to, options.interval() == Interval.EVEN ? step(from, even, process) : step(from, to, process));
            }
            return plan.trajectory();
        };
    }

    static Move step(Level from, Level to, NoiseProcess process) {
        if (to.isClean() || from.alpha() == 0) {
            return Move.renoised(to);
        }
        Level here = process.atRatio(from.ratio());
        Level there = process.atRatio(to.ratio());
        return step(here, Math.abs(here.time() - there.time()), process);
    }

    private static Move step(Level from, double interval, NoiseProcess process) {
        Diffusion diffusion = Diffusion.at(from, process);
        double drift = diffusion.drift() * interval;
        double variance = diffusion.squared() * interval;
        double pull = variance / (from.sigma() * from.sigma());
        return Move.of(1 - drift - pull, from.alpha() * pull, Math.sqrt(variance));
    }
}
