package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import java.util.List;

/**
 * iPNDM (Zhang and Chen 2023, arXiv:2204.13902, appendix H.2): {@link Plms} that begins with the lower orders instead of
 * repeating a step. One evaluation a step; of order 2, as all of these are (arXiv:2202.09778, section 3.3).
 */
public final class IPndm implements SamplerFactory<IPndm.Options> {
    /**
     * Options.
     *
     * @param order 1 to 4
     * @param blindStart whether a start without signal goes on as σ'·ε, taking the network's denoised value there for 0
     */
    public record Options(int order, boolean blindStart) {}

    @Override
    public String name() {
        return "ipndm";
    }

    @Override
    public Options defaults() {
        return new Options(4, false);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Zhang and Chen 2023, arXiv:2204.13902",
                "appendix H.2",
                Math.min(options.order(), 2),
                1,
                About.Aim.FLOW);
    }

    @Override
    public Sampler create(Options options) {
        Check.order("order", options.order(), 4);
        return (levels, process) -> {
            var plan = new Plan(levels);
            var past = new Adams(options.order());
            for (int i = 0; i < levels.size() - 1; i++) {
                past.add(Blend.noise(i, levels.get(i)));
                plan.arrive(levels.get(i + 1), step(options, past, levels, i), 0);
            }
            return plan.trajectory();
        };
    }

    private static Blend step(Options options, Adams past, List<Level> levels, int i) {
        Level from = levels.get(i);
        Level to = levels.get(i + 1);
        if (from.alpha() > 0) {
            return Answer.NOISE.step(Blend.point(i), past.next(), from, to);
        }
        return options.blindStart()
                ? Blend.noise(i, from).times(to.sigma())
                : Answer.SAMPLE.step(Blend.point(i), Blend.denoised(i), from, to);
    }
}
