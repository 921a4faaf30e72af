package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * {@link Heun}'s method along a straight path, over σ itself (Liu et al. 2022, arXiv:2209.03003, equation 1). Order 2, two
 * evaluations a step, one for the last if it ends clean.
 */
public final class FlowHeun implements SamplerFactory<NoOptions> {
    private static final double STRAIGHT = 1e-9;

    @Override
    public String name() {
        return "flow-heun";
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public About about(NoOptions options) {
        return new About("Liu et al. 2022, arXiv:2209.03003", "equation 1, by Heun's method", 2, 2, About.Aim.FLOW);
    }

    @Override
    public Sampler create(NoOptions options) {
        var heun = new Heun();
        Sampler sampler = heun.create(heun.defaults());
        return (levels, process) -> {
            levels.stream()
                    .filter(level -> Math.abs(level.alpha() + level.sigma() - 1) > STRAIGHT)
                    .findFirst()
                    .ifPresent(level -> {
                        throw new IllegalArgumentException(
                                "flow-heun walks straight paths, α + σ = 1; found " + level + ", use 'heun'");
                    });
            return sampler.plan(levels, process);
        };
    }
}
