package dev.calotype.spi;

/**
 * An insert as a row carries it.
 *
 * @param insert what is done
 * @param strength how strongly; 0 is as if it were absent
 * @param from share of the evaluations before it begins
 * @param to share of the evaluations when it has ended
 */
public record Insertion(Insert insert, double strength, double from, double to) {
    /** An insert for the whole walk. */
    public static Insertion of(Insert insert, double strength) {
        return new Insertion(insert, strength, 0, 1);
    }
}
