package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A multistep exponential integrator: each step interpolates the last evaluations, and the evaluation at its end may correct
 * it before the next step begins.
 *
 * <p>The predicted point x̃ = A·x + g is where the network is evaluated; with the gain g' of the corrector, which knows that
 * evaluation too, the corrected point A·x + g' is x̃ + g' − g. So a corrector belongs to the step after and costs no
 * evaluation. Levels without signal have no λ and are never interpolated; a step that ends clean is of order 1.
 *
 * @param integrand what is interpolated
 * @param slope the first moment where two values are
 * @param curvature the second moment where three values are
 * @param predictor how many values a step uses
 * @param corrector how many values correct it, the new one included; 0 leaves it as it is
 * @param tau the stochasticity of a step by the level it begins at
 * @param least the least deviation of a step's noise; above 0, every step draws
 */
record Multistep(
        Integrand integrand,
        Slope slope,
        Curvature curvature,
        Orders predictor,
        Orders corrector,
        ToDoubleFunction<Level> tau,
        double least) {

    /** An order for step i of n, counted from 0. */
    @FunctionalInterface
    interface Orders {
        /** No values at all. */
        Orders NONE = (i, n) -> 0;

        int at(int i, int n);
    }

    Trajectory plan(List<Level> levels) {
        int n = levels.size() - 1;
        var plan = new Plan(levels);
        Blend correction = Blend.ZERO;
        for (int i = 0; i < n; i++) {
            Level from = levels.get(i);
            Level to = levels.get(i + 1);
            var step = new ExponentialStep(integrand, from, to, tau.applyAsDouble(from));
            List<Integrand.Node> past = past(levels, i, to.isClean() ? 1 : predictor.at(i, n));
            Blend gain = step.gain(past, moments(step, past.size()));
            Blend arrived = Blend.point(i).plus(correction).times(step.kept()).plus(gain);
            plan.arrive(to, arrived, Math.max(least, step.noise()));
            correction = correction(step, levels, i, corrector.at(i, n), gain);
        }
        return plan.trajectory();
    }

    private Blend correction(ExponentialStep step, List<Level> levels, int i, int order, Blend gain) {
        if (order == 0 || step.to().isClean() || step.from().alpha() == 0) {
            return Blend.ZERO;
        }
        List<Integrand.Node> known = new ArrayList<>();
        known.add(new Integrand.Node(i + 1, step.to()));
        if (order > 1) {
            known.addAll(past(levels, i, order - 1));
        }
        return step.gain(known, moments(step, known.size())).minus(gain);
    }

    /** The latest evaluation and those before it, as many as there are with a λ of their own. */
    private static List<Integrand.Node> past(List<Level> levels, int latest, int most) {
        List<Integrand.Node> past = new ArrayList<>();
        past.add(new Integrand.Node(latest, levels.get(latest)));
        for (int i = latest - 1; i >= 0 && past.size() < most; i--) {
            if (Double.isFinite(levels.get(i).ratio())
                    && levels.get(i).ratio() != levels.get(i + 1).ratio()) {
                past.add(new Integrand.Node(i, levels.get(i)));
            }
        }
        return past;
    }

    private double[] moments(ExponentialStep step, int values) {
        return switch (values) {
            case 1 -> new double[] {step.phi(1)};
            case 2 -> new double[] {step.phi(1), slope.of(step)};
            case 3 -> new double[] {step.phi(1), step.phi(2), curvature.of(step)};
            default -> new double[] {step.phi(1), step.phi(2), 2 * step.phi(3), 6 * step.phi(4)};
        };
    }
}
