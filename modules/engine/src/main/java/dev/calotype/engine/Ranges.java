package dev.calotype.engine;

/** Ranges of what a walk is told; a refusal names what was asked, what was found and what is allowed. */
final class Ranges {
    private Ranges() {}

    static void finite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be finite");
        }
    }

    static void share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " is " + value + "; it must lie between 0 and 1");
        }
    }

    static void atLeastZero(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be at least 0 and finite");
        }
    }
}
