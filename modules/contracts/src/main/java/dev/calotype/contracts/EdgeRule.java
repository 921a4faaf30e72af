package dev.calotype.contracts;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;

/** The shortest walk, and one that starts where nothing is left of the data, are walks like others. */
final class EdgeRule implements SamplerRule {
    private static final int INTERVALS = 60;
    private static final double NEAR = 1;
    private static final double FINITE = Double.MAX_VALUE;

    @Override
    public String sentence() {
        return "a walk may have one step, and may start at α = 0";
    }

    @Override
    public List<String> faults(Trial trial) {
        List<String> faults = new ArrayList<>();
        faults.addAll(walked("one step between noisy levels", trial, trial.graded(1), FINITE));
        if (trial.aim() != About.Aim.NOISE) {
            faults.addAll(walked("one step to the clean end", trial, trial.toClean(1), NEAR));
            if (trial.process() != ProcessKind.EXPLODING) {
                faults.addAll(walked("a start at α = 0", trial, trial.fromNoSignal(INTERVALS), NEAR));
            }
        }
        return faults;
    }

    private static List<String> walked(String walk, Trial trial, List<Level> levels, double most) {
        Trajectory plan;
        try {
            plan = trial.plan(levels);
        } catch (RuntimeException e) {
            return List.of(walk + " is not planned: " + e.getMessage());
        }
        double error = Accuracy.error(plan, trial.aim());
        return error <= most ? List.of() : List.of(walk + " ends " + error + " from where it should");
    }
}
