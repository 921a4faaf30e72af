package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Term;
import java.util.List;

/**
 * DDIM run towards noise (Song et al. 2021, arXiv:2010.02502, section 4.3): x' = α'·D + σ'·ε from each level to the noisier
 * one. Order 1, one evaluation a step; it walks the levels towards noise, whichever way
 * they are given.
 *
 * <p>At the clean level D is x and tells nothing of ε. There the answer is read at σ = 2⁻⁶ instead, which gives
 * ε = (x − D)/2⁻⁶ and D = x whether the network predicts noise or velocity.
 */
public final class DdimInverse implements SamplerFactory<DdimInverse.Options> {
    private static final double LEAST = 0x1p-6;

    /** Which level's time the network is told. */
    public enum Told {
        /** That of the level where the step begins. */
        OWN,
        /** That of the level where it arrives, as the reference. */
        NEXT
    }

    /**
     * Options.
     *
     * @param arrival how far below each level the step to it is taken to begin
     * @param told which level's time the network is told
     */
    public record Options(Arrival arrival, Told told) {}

    @Override
    public String name() {
        return "ddim-inverse";
    }

    @Override
    public Options defaults() {
        return new Options(Arrival.NEXT, Told.OWN);
    }

    @Override
    public About about(Options options) {
        return new About("Song et al. 2021, arXiv:2010.02502", "equation 14", 1, 1, About.Aim.NOISE);
    }

    @Override
    public Sampler create(Options options) {
        return (given, process) -> {
            List<Level> levels = Towards.clean(given);
            var plan = new Plan(levels.reversed());
            for (int i = levels.size() - 2; i >= 0; i--) {
                Level from = options.arrival().after(i, levels, process);
                Level to = levels.get(i);
                plan.evaluatedAt(asked(from, options.told() == Told.OWN ? from : to));
                plan.to(
                        to,
                        from.isClean()
                                ? fromClean(to)
                                : Ancestral.raw(from, to, 0).term());
            }
            return plan.trajectory();
        };
    }

    private static Level asked(Level from, Level told) {
        return new Level(from.alpha(), from.isClean() ? LEAST : from.sigma(), told.time());
    }

    private static Term fromClean(Level to) {
        double noise = to.sigma() / LEAST;
        return new Term(1, to.alpha() + noise, to.alpha(), -to.alpha() - noise);
    }
}
