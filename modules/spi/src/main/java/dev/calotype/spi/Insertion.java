package dev.calotype.spi;

/**
 * An insert as a walk carries it: how strongly, and in which part of the walk.
 *
 * @param insert what is done
 * @param strength how strongly; 0 is as if it were absent
 * @param from share of the evaluations before it begins
 * @param to share of the evaluations when it has ended
 */
public record Insertion(Insert insert, double strength, double from, double to) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the strength is not finite, or the range is none within 0 and 1
     */
    public Insertion {
        if (!Double.isFinite(strength)) {
            throw new IllegalArgumentException("strength is " + strength + "; it must be a finite number");
        }
        if (!(from >= 0 && from <= to && to <= 1)) {
            throw new IllegalArgumentException("the range is from " + from + " to " + to
                    + "; it must lie within 0 and 1, and not end before it" + " begins");
        }
    }

    /** An insert for the whole walk. */
    public static Insertion of(Insert insert, double strength) {
        return new Insertion(insert, strength, 0, 1);
    }

    /** Whether it works at evaluation i of n: from ≤ i/n, (i + 1)/n ≤ to, and its strength is not 0. */
    public boolean worksAt(int index, int evaluations) {
        return strength != 0 && (double) index / evaluations >= from && (index + 1.0) / evaluations <= to;
    }
}
