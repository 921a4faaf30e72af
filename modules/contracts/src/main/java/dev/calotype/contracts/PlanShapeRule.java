package dev.calotype.contracts;

import dev.calotype.spi.About;
import dev.calotype.spi.Deviation;
import dev.calotype.spi.Level;
import dev.calotype.spi.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A plan starts and ends where it was asked to, evaluates at every level on the way, and tells the network its time. Walks
 * towards noise start without any and are told times of the flow back, so that only their ends are held to it.
 */
final class PlanShapeRule implements SamplerRule {
    private static final int INTERVALS = 24;
    private static final double CLOSE = 1e-9;

    @Override
    public String sentence() {
        return "a plan goes from the first level to the last and tells the network the time of each";
    }

    @Override
    public List<String> faults(Trial trial) {
        List<Level> given = trial.graded(INTERVALS);
        List<Level> levels = trial.walked(given);
        List<Step> steps = trial.plan(given).steps();
        List<String> faults = new ArrayList<>();
        if (!same(steps.getFirst().level(), levels.getFirst())) {
            faults.add("it starts at " + shown(steps.getFirst().level()) + "; asked was " + shown(levels.getFirst()));
        }
        if (!same(steps.getLast().level(), levels.getLast())) {
            faults.add("it ends at " + shown(steps.getLast().level()) + "; asked was " + shown(levels.getLast()));
        }
        if (trial.aim() != About.Aim.NOISE) {
            faults.addAll(startNoise(steps.getFirst()));
            faults.addAll(passed(steps, levels));
            faults.addAll(times(trial, steps));
        }
        return faults;
    }

    private static List<String> startNoise(Step start) {
        boolean right = start.noise() instanceof Deviation.Constant(double noise)
                && Math.abs(noise - start.level().sigma()) < CLOSE;
        return right
                ? List.of()
                : List.of("its start has noise " + start.noise() + "; the level has σ = "
                        + start.level().sigma());
    }

    private static List<String> passed(List<Step> steps, List<Level> levels) {
        int reached = 0;
        for (Step step : steps.subList(0, steps.size() - 1)) {
            if (reached < levels.size() - 1 && same(step.level(), levels.get(reached))) {
                reached++;
            }
        }
        return reached == levels.size() - 1
                ? List.of()
                : List.of("it never evaluates at level " + reached + " of " + (levels.size() - 1) + ", "
                        + shown(levels.get(reached)));
    }

    private static List<String> times(Trial trial, List<Step> steps) {
        for (int i = 0; i < steps.size() - 1; i++) {
            Level level = steps.get(i).level();
            Level told = trial.process().atTime(level.time());
            if (!same(told, level)) {
                return List.of("step " + i + " stands at " + shown(level) + " and tells the network time "
                        + level.time() + ", which belongs to " + shown(told) + whose(told, steps, i));
            }
        }
        return List.of();
    }

    private static String whose(Level told, List<Step> steps, int i) {
        if (i > 0 && same(told, steps.get(i - 1).level())) {
            return ", the level of the step before: the times are off by one";
        }
        return same(told, steps.get(i + 1).level()) ? ", the level of the step after: the times are off by one" : "";
    }

    private static boolean same(Level one, Level other) {
        return Math.abs(one.alpha() - other.alpha()) < CLOSE
                && Math.abs(one.sigma() - other.sigma()) < CLOSE * Math.max(1, other.sigma());
    }

    private static String shown(Level level) {
        return String.format(Locale.ROOT, "α = %.4f, σ = %.4f", level.alpha(), level.sigma());
    }
}
