package dev.calotype.contracts;

import dev.calotype.spi.About;
import dev.calotype.spi.Trajectory;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Between two noisy levels the error falls with the step at least by the order that is claimed. */
final class OrderRule implements SamplerRule {
    private static final int INTERVALS = 60;
    private static final double SLACK = 0.25;
    private static final double BOUNDED = 0.05;
    private static final double ROUNDING = 1e-10;

    @Override
    public String sentence() {
        return "the error falls by the order that is claimed";
    }

    @Override
    public List<String> faults(Trial trial) {
        if (trial.aim() == About.Aim.DISTILLED) {
            return List.of();
        }
        int claimed = trial.candidate().about().order();
        double[] errors = errors(trial, plan -> plan);
        if (order(errors) > claimed - SLACK) {
            return claimed > 0 || errors[2] < BOUNDED
                    ? List.of()
                    : List.of("it claims a bound instead of an order and errs by " + errors[2]);
        }
        String text = String.format(
                Locale.ROOT,
                "it is of order %.2f (errors %.1e, %.1e and %.1e with %d, %d and %d steps); it claims %d",
                order(errors),
                errors[0],
                errors[1],
                errors[2],
                INTERVALS,
                2 * INTERVALS,
                4 * INTERVALS,
                claimed);
        return List.of(text + Repair.diagnosis(repair -> order(errors(trial, repair::of)) > claimed - SLACK));
    }

    /** Errors with some steps, twice as many, and four times as many. */
    private static double[] errors(Trial trial, UnaryOperator<Trajectory> changed) {
        double[] errors = new double[3];
        for (int i = 0; i < errors.length; i++) {
            Trajectory plan = trial.plan(trial.graded(INTERVALS << i));
            errors[i] = Accuracy.error(changed.apply(plan), trial.aim());
        }
        return errors;
    }

    /** The better of two doublings, since a high order shows late; what is exact is of any order. */
    private static double order(double[] errors) {
        return errors[2] < ROUNDING
                ? Double.POSITIVE_INFINITY
                : Math.max(Accuracy.order(errors[0], errors[1]), Accuracy.order(errors[1], errors[2]));
    }
}
