package dev.calotype.plugin.example;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps straight towards the denoised value, and replaces some of the noise that is left by fresh noise (Song et al. 2021,
 * arXiv:2010.02502, equations 12 and 16).
 *
 * <p>A sampler is data: it returns the whole walk before the first evaluation, and sees no tensor.
 */
public final class Stroll implements SamplerFactory<Stroll.Options> {
    /**
     * What a job may say of it, by these names.
     *
     * @param fresh η: 0 adds no noise on the way, 1 as much as can be
     */
    public record Options(double fresh) {
        /** Refuses what cannot be walked. */
        public Options {
            if (!(fresh >= 0 && fresh <= 1)) {
                throw new IllegalArgumentException("fresh is " + fresh + "; it must be from 0 to 1");
            }
        }
    }

    @Override
    public String name() {
        return "example-stroll";
    }

    @Override
    public Options defaults() {
        return new Options(0);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Song et al. 2021, arXiv:2010.02502",
                "equations 12 and 16",
                1,
                1,
                options.fresh() == 0 ? About.Aim.FLOW : About.Aim.DATA);
    }

    @Override
    public Sampler create(Options options) {
        return (levels, process) -> plan(levels, options.fresh());
    }

    private static Trajectory plan(List<Level> levels, double fresh) {
        if (levels.size() < 2) {
            throw new IllegalArgumentException("a walk needs two levels; found " + levels.size());
        }
        List<Step> steps = new ArrayList<>();
        steps.add(Step.start(levels.getFirst()));
        for (int i = 1; i < levels.size(); i++) {
            steps.add(step(levels.get(i - 1), levels.get(i), fresh));
        }
        return new Trajectory(steps);
    }

    /** x' = α'·D + √(σ'² − s²)·(x − α·D)/σ + s·z, with s = η·σ'·√(1 − (σ̂'/σ̂)²) and σ̂ = σ/α. */
    private static Step step(Level from, Level to, double fresh) {
        double ratio = to.ratio() / from.ratio();
        double noise = fresh * to.sigma() * Math.sqrt(1 - ratio * ratio);
        double kept = Math.sqrt(to.sigma() * to.sigma() - noise * noise) / from.sigma();
        return new Step(to, List.of(Term.latest(kept, to.alpha() - from.alpha() * kept)), noise);
    }
}
