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
        steps.add(Step.start(Check.walkable(levels).getFirst()));
    }

    /** A step to a blend of the evaluations so far. */
    Plan arrive(Level level, Blend blend, double noise) {
        steps.add(new Step(level, blend.terms(evaluations()), noise));
        return this;
    }

    /** How many evaluations have been made when the next step is taken; the latest is this less one. */
    int evaluations() {
        return steps.size();
    }

    Plan to(Level level, Term... terms) {
        return noisy(level, 0, terms);
    }

    Plan noisy(Level level, double noise, Term... terms) {
        steps.add(new Step(level, List.of(terms), noise));
        return this;
    }

    Plan move(Level level, Move move) {
        steps.add(new Step(level, List.of(move.term()), move.noise()));
        return this;
    }

    /** A move and then a lift to the level, in one step. */
    Plan lifted(Level level, Move move, Lift lift) {
        steps.add(lift.after(new Step(level, List.of(move.term()), move.noise()), level));
        return this;
    }

    /** Begins at another level than the first. */
    Plan startingAt(Level level) {
        steps.set(0, Step.start(level));
        return this;
    }

    /** Has the network asked about the point it has come to as of another level. */
    Plan evaluatedAt(Level level) {
        Step last = steps.removeLast();
        steps.add(new Step(level, last.terms(), last.noise()));
        return this;
    }

    Trajectory trajectory() {
        return new Trajectory(steps);
    }
}
