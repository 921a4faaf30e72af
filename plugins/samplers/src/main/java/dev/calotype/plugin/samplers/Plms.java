package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * Pseudo linear multistep (Liu et al. 2022, arXiv:2202.09778, equations 9 and 12): DDIM's step with an answer extrapolated by
 * {@link Adams}. The first step is made twice, the second time with the mean of the answers at both its ends, so a walk of n
 * steps takes n + 1 evaluations. The steps are taken for even in time.
 */
public final class Plms implements SamplerFactory<PndmOptions> {
    @Override
    public String name() {
        return "plms";
    }

    @Override
    public PndmOptions defaults() {
        return PndmOptions.usual();
    }

    @Override
    public About about(PndmOptions options) {
        return new About("Liu et al. 2022, arXiv:2202.09778", "equations 9 and 12", 2, 1, About.Aim.FLOW);
    }

    @Override
    public Sampler create(PndmOptions options) {
        return (levels, process) -> {
            var stride = Stride.of(options, levels, process);
            var plan = new Plan(levels);
            var past = new Adams(4);
            past.add(options.combines().at(0, levels.get(0)));
            int next = twice(options, stride, plan, past);
            for (int i = next; i < levels.size() - 1; i++) {
                int evaluation = plan.evaluations() - 1;
                Level from = levels.get(i);
                past.add(options.combines().at(evaluation, from));
                Blend arrived = options.combines().step(Blend.point(evaluation), past.next(), from, stride.after(i));
                plan.arrive(levels.get(i + 1), arrived, 0);
            }
            return plan.trajectory();
        };
    }

    /** Euler's step, and the same step again with the mean answer, unless it ends clean; gives the level to go on from. */
    private static int twice(PndmOptions options, Stride stride, Plan plan, Adams past) {
        Level first = stride.level(0);
        Level second = stride.level(1);
        Blend x = Blend.point(0);
        if (first.alpha() == 0) {
            plan.arrive(second, Answer.SAMPLE.step(x, Blend.denoised(0), first, second), 0);
            return 1;
        }
        plan.arrive(second, options.combines().step(x, past.next(), first, stride.after(0)), 0);
        if (!second.isClean()) {
            int next = options.skipped() > 0 ? 2 : 1;
            Blend mean = past.next().plus(options.combines().at(1, second)).times(0.5);
            plan.arrive(stride.level(next), options.combines().step(x, mean, stride.before(1), second), 0);
            return next;
        }
        return 1;
    }
}
