package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * PNDM (Liu et al. 2022, arXiv:2202.09778, algorithm 2): three steps of the pseudo Runge-Kutta method (equation 13), then
 * {@link Plms}'s. Order 2 (section 3.3); four evaluations for each of the first three steps, then one.
 *
 * <p>A Runge-Kutta step that would end clean or begin without signal is Euler's.
 */
public final class Pndm implements SamplerFactory<PndmOptions> {
    private static final int RUNGE_KUTTA = 3;

    @Override
    public String name() {
        return "pndm";
    }

    @Override
    public PndmOptions defaults() {
        return PndmOptions.usual();
    }

    @Override
    public About about(PndmOptions options) {
        return new About("Liu et al. 2022, arXiv:2202.09778", "algorithm 2", 2, 1, About.Aim.FLOW);
    }

    @Override
    public Sampler create(PndmOptions options) {
        return (levels, process) -> {
            var stride = Stride.of(options, levels, process);
            var plan = new Plan(levels);
            var past = new Adams(4);
            for (int i = 0; i < levels.size() - 1; i++) {
                Level from = levels.get(i);
                int evaluation = plan.evaluations() - 1;
                past.add(options.combines().at(evaluation, from));
                Blend x = Blend.point(evaluation);
                if (from.alpha() == 0 || (i < RUNGE_KUTTA && levels.get(i + 1).isClean())) {
                    Level to = levels.get(i + 1);
                    plan.arrive(to, Answer.SAMPLE.step(x, Blend.denoised(evaluation), from, to), 0);
                } else if (i < RUNGE_KUTTA) {
                    rungeKutta(options.combines(), stride, plan, i);
                } else {
                    plan.arrive(levels.get(i + 1), options.combines().step(x, past.next(), from, stride.after(i)), 0);
                }
            }
            return plan.trajectory();
        };
    }

    /** Equation 13: the answers e1 at the beginning, e2 and e3 in the middle and e4 at the end, weighed 1, 2, 2, 1. */
    private static void rungeKutta(Answer combines, Stride stride, Plan plan, int i) {
        int first = plan.evaluations() - 1;
        Level from = stride.level(i);
        Level to = stride.level(i + 1);
        Level middle = stride.halfBefore(i);
        Blend x = Blend.point(first);
        Blend e1 = combines.at(first, from);
        plan.arrive(middle, combines.step(x, e1, from, stride.halfAfter(i)), 0);
        Blend e2 = combines.at(first + 1, middle);
        plan.arrive(middle, combines.step(x, e2, from, stride.halfAfter(i)), 0);
        Blend e3 = combines.at(first + 2, middle);
        plan.arrive(to, combines.step(x, e3, from, stride.twoHalvesAfter(i)), 0);
        Blend e4 = combines.at(first + 3, to);
        Blend mean = e1.plus(e4).plus(e2.plus(e3).times(2)).times(1.0 / 6);
        plan.arrive(to, combines.step(x, mean, from, to), 0);
    }
}
