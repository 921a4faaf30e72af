package dev.calotype.contracts;

import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;

/** What a plan costs is what was claimed: evaluations grow with the steps at the rate said, memory does not grow. */
final class PlanCostRule implements SamplerRule {
    private static final int INTERVALS = 60;
    private static final int MOST = 16;

    @Override
    public String sentence() {
        return "a step costs the evaluations that are claimed, and memory does not grow with the walk";
    }

    @Override
    public List<String> faults(Trial trial) {
        Trajectory plan = trial.plan(trial.graded(INTERVALS));
        Trajectory twice = trial.plan(trial.graded(2 * INTERVALS));
        List<String> faults = new ArrayList<>();
        double found = (twice.evaluations() - plan.evaluations()) / (double) INTERVALS;
        int claimed = trial.candidate().about().evaluationsPerStep();
        if (found != claimed) {
            faults.add("one more step costs " + found + " evaluations; it claims " + claimed);
        }
        if (twice.memory() > Math.min(MOST, plan.memory())) {
            faults.add("it remembers " + plan.memory() + " evaluations for " + INTERVALS + " steps and "
                    + twice.memory() + " for " + 2 * INTERVALS + "; at most " + MOST + " are kept, for any walk");
        }
        int read = read(twice);
        if (read < twice.memory()) {
            faults.add("it remembers " + twice.memory() + " evaluations and reads " + read
                    + ": leave out the terms whose weights are 0");
        }
        return faults;
    }

    /** How far back the furthest term reaches that weighs anything. */
    private static int read(Trajectory plan) {
        return plan.steps().stream()
                .flatMap(step -> step.terms().stream())
                .filter(term -> term.point() != 0 || term.denoised() != 0 || term.raw() != 0)
                .mapToInt(Term::back)
                .max()
                .orElse(1);
    }
}
