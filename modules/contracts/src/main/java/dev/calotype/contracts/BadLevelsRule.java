package dev.calotype.contracts;

import dev.calotype.spi.Level;
import dev.calotype.spi.Step;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;

/** Levels that cannot be walked are refused as the caller's mistake, never planned into numbers that are none. */
final class BadLevelsRule implements SamplerRule {
    private static final int INTERVALS = 6;

    @Override
    public String sentence() {
        return "levels that cannot be walked are refused";
    }

    @Override
    public List<String> faults(Trial trial) {
        List<Level> good = trial.graded(INTERVALS);
        List<Level> broken = new ArrayList<>(good);
        broken.set(
                INTERVALS / 2,
                new Level(Double.NaN, Double.NaN, good.get(INTERVALS / 2).time()));
        List<String> faults = new ArrayList<>();
        faults.addAll(refused("no level at all", trial, List.of()));
        faults.addAll(refused("one level alone", trial, good.subList(0, 1)));
        faults.addAll(refused("a level that is not a number", trial, broken));
        faults.addAll(harmless("levels the other way round", trial, good.reversed()));
        return faults;
    }

    private static List<String> refused(String levels, Trial trial, List<Level> given) {
        try {
            trial.plan(given);
            return List.of(levels + " is planned; refuse it with an IllegalArgumentException");
        } catch (IllegalArgumentException promised) {
            return List.of();
        } catch (RuntimeException other) {
            return List.of(levels + " is answered with " + other + "; refuse it with an IllegalArgumentException");
        }
    }

    /** Levels that some samplers walk and others refuse. */
    private static List<String> harmless(String levels, Trial trial, List<Level> given) {
        try {
            Trajectory plan = trial.plan(given);
            return plan.steps().stream().map(Step::level).allMatch(level -> level.sigma() >= 0)
                    ? List.of()
                    : List.of(levels + " are planned through negative noise");
        } catch (IllegalArgumentException promised) {
            return List.of();
        } catch (RuntimeException other) {
            return List.of(levels + " are answered with " + other + "; refuse them or walk them");
        }
    }
}
