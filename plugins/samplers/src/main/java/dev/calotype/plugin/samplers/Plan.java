package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;

/** Collects the steps of a trajectory that starts at the first of the levels. */
final class Plan {
    private final List<Step> steps = new ArrayList<>();

    Plan(List<Level> levels) {
        if (levels.size() < 2) {
            throw new IllegalArgumentException("a walk needs at least two levels; found " + levels.size());
        }
        steps.add(Step.start(levels.getFirst()));
    }

    Plan to(Level level, Term... terms) {
        return noisy(level, 0, terms);
    }

    Plan noisy(Level level, double noise, Term... terms) {
        steps.add(new Step(level, List.of(terms), noise));
        return this;
    }

    Trajectory trajectory() {
        return new Trajectory(steps);
    }
}
