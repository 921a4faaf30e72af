package dev.calotype.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Repeated measurements of one quantity, sorted. Percentiles are of the nearest rank, so each is a value that was
 * really measured.
 */
final class Spread {
    private final double[] sorted;

    /** Takes at least one measurement, in any order. */
    Spread(double... measured) {
        if (measured.length == 0) {
            throw new IllegalArgumentException("a spread needs at least one measurement, found none; run once more");
        }
        sorted = measured.clone();
        Arrays.sort(sorted);
    }

    /** Of one quantity of several measurements. */
    static <T> Spread of(List<T> measured, ToDoubleFunction<T> quantity) {
        return new Spread(measured.stream().mapToDouble(quantity).toArray());
    }

    double median() {
        return percentile(50);
    }

    double least() {
        return sorted[0];
    }

    double most() {
        return sorted[sorted.length - 1];
    }

    /** The smallest measurement that at least {@code percent} % of all do not exceed; 0 < percent ≤ 100. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }

    int count() {
        return sorted.length;
    }

    /** Median and extremes for a table, such as {@code 4.21 (4.10–4.55)}. */
    String text(int decimals) {
        String number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + "–" + number + ")", median(), least(), most());
    }
}
