package dev.calotype.testkit;

import java.util.Locale;

/** Compares a result with golden numbers: it passes when no value is further off than the tolerance. */
public final class GoldenComparison {
    private GoldenComparison() {}

    /** Throws an AssertionError that says how far off the worst value is, and where. */
    public static void check(GoldenTensor expected, float[] found, double tolerance) {
        float[] wanted = expected.floats();
        if (found.length != wanted.length) {
            throw new AssertionError(expected.name() + ": expected " + wanted.length + " values of shape "
                    + expected.shape() + "; found " + found.length);
        }
        int worst = worst(wanted, found);
        double off = Math.abs((double) wanted[worst] - found[worst]);
        if (!(off <= tolerance)) {
            throw new AssertionError(String.format(
                    Locale.ROOT,
                    "%s: off by %.3g at value %d of %s, allowed %.3g (expected %.7g, found %.7g)",
                    expected.name(),
                    off,
                    worst,
                    expected.shape(),
                    tolerance,
                    wanted[worst],
                    found[worst]));
        }
    }

    private static int worst(float[] wanted, float[] found) {
        int worst = 0;
        double most = -1;
        for (int i = 0; i < wanted.length; i++) {
            double off = Math.abs((double) wanted[i] - found[i]);
            if (Double.isNaN(off)) {
                return i;
            }
            if (off > most) {
                most = off;
                worst = i;
            }
        }
        return worst;
    }
}
