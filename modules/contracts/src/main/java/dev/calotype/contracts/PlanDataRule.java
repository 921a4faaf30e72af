package dev.calotype.contracts;

import dev.calotype.spi.Level;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A plan is data: the same levels give the same plan, whatever was planned between, and it survives as bytes.
 *
 * @param throughBytes writes a plan as bytes and reads it back
 */
record PlanDataRule(UnaryOperator<Trajectory> throughBytes) implements SamplerRule {
    private static final int INTERVALS = 12;

    @Override
    public String sentence() {
        return "the same levels give the same plan, and it comes back from its bytes";
    }

    @Override
    public List<String> faults(Trial trial) {
        List<Level> levels = trial.graded(INTERVALS);
        Trajectory first = trial.plan(levels);
        trial.plan(trial.graded(2 * INTERVALS));
        Trajectory second = trial.plan(levels);
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < Math.min(first.steps().size(), second.steps().size()); i++) {
            if (!first.steps().get(i).equals(second.steps().get(i))) {
                faults.add("planned twice on the same levels, step " + i + " is first "
                        + first.steps().get(i) + " and then " + second.steps().get(i));
                break;
            }
        }
        if (first.steps().size() != second.steps().size()) {
            faults.add("planned twice on the same levels, it has "
                    + first.steps().size() + " steps and then " + second.steps().size());
        }
        if (!throughBytes.apply(first).equals(first)) {
            faults.add("its plan does not come back from its bytes");
        }
        return faults;
    }
}
