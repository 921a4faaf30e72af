package dev.calotype.training;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The lines of a table that puts several scores side by side, a column each. Used by one thread. */
final class ScoreTable<S> {
    private static final double HUNDRED = 100;
    private final List<S> scores;
    private final StringBuilder lines = new StringBuilder();

    ScoreTable(List<String> names, List<S> scores) {
        this.scores = scores;
        line("", names);
    }

    /** A line of numbers in this format. */
    void row(String what, String format, Function<S, Object> number) {
        line(
                what,
                scores.stream()
                        .map(score -> String.format(Locale.ROOT, format, number.apply(score)))
                        .toList());
    }

    /** A line of shares. */
    void percent(String what, Function<S, Double> share) {
        row(what, "%.1f %%", score -> HUNDRED * share.apply(score));
    }

    /** All lines so far. */
    String text() {
        return lines.toString();
    }

    private void line(String what, List<String> cells) {
        lines.append(String.format(Locale.ROOT, "%-13s", what));
        cells.forEach(cell -> lines.append(String.format(Locale.ROOT, " %16s", cell)));
        lines.append('\n');
    }
}
