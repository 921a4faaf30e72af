package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * Euler's method along a flow, x' = x + (σ' − σ)·(x − D)/σ on a straight path (Liu et al. 2022, arXiv:2209.03003, equation 1),
 * or, for flows distilled to few steps, the same denoised value noised again: x' = α'·D + σ'·z. Order 1, one evaluation a
 * step.
 */
public final class FlowEuler implements SamplerFactory<FlowEuler.Options> {
    /** How a step goes on from the denoised value. */
    public enum Step {
        /** Along the flow. */
        FLOW,
        /** To fresh noise. */
        NOISE
    }

    /**
     * Options.
     *
     * @param step how a step goes on from the denoised value
     */
    public record Options(Step step) {}

    @Override
    public String name() {
        return "flow-euler";
    }

    @Override
    public Options defaults() {
        return new Options(Step.FLOW);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Liu et al. 2022, arXiv:2209.03003",
                "equation 1",
                1,
                1,
                options.step() == Step.FLOW ? About.Aim.FLOW : About.Aim.DISTILLED);
    }

    @Override
    public Sampler create(Options options) {
        return (levels, process) -> {
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                Level to = levels.get(i);
                plan.move(
                        to,
                        options.step() == Step.FLOW
                                ? new Move(Euler.step(levels.get(i - 1), to), 0)
                                : Move.renoised(to));
            }
            return plan.trajectory();
        };
    }
}
