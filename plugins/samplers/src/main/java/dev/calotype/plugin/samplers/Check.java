package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import java.util.List;

/** Ranges of options; a refusal names the option, what was found and what is allowed. */
final class Check {
    private Check() {}

    static double share(String option, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(option + " is " + value + "; it must lie between 0 and 1");
        }
        return value;
    }

    static double positive(String option, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(option + " is " + value + "; it must be positive and finite");
        }
        return value;
    }

    static double atLeastZero(String option, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(option + " is " + value + "; it must be at least 0 and finite");
        }
        return value;
    }

    static int atLeastZero(String option, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(option + " is " + value + "; it must be at least 0");
        }
        return value;
    }

    static int atLeastOne(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " is " + value + "; it must be at least 1");
        }
        return value;
    }

    static int order(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(option + " is " + value + "; it must lie between 1 and " + most);
        }
        return value;
    }

    /** Levels of which there are enough for a walk. */
    static List<Level> walkable(List<Level> levels) {
        if (levels.size() < 2) {
            throw new IllegalArgumentException("a walk needs at least two levels; found " + levels.size());
        }
        return levels;
    }

    static int steps(int steps, int most) {
        if (steps < 1 || steps > most) {
            throw new IllegalArgumentException("steps is " + steps + "; this schedule has 1 to " + most);
        }
        return steps;
    }
}
