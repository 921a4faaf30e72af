package dev.calotype.contracts;

import dev.calotype.spi.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What every network keeps, whatever it has learned. */
final class NetworkRules {
    static final List<Rule<ModelTrial>> ALL = List.of(
            new Rule<>("its network answers every row with finite numbers of the latent's size", NetworkRules::sizes),
            new Rule<>("a row's answer does not depend on who shares the call", NetworkRules::company),
            new Rule<>("its network leaves its rows as they are and gives its answers away", NetworkRules::ownership),
            new Rule<>("loading a model again gives the same answers", NetworkRules::reloaded));

    /** What kernels of other batch sizes, and 16 bits, may make of it. */
    private static final double KERNELS = 0.02;

    private NetworkRules() {}

    private static Row[] rows(ModelTrial trial) {
        return new Row[] {trial.row(1, 0.9, "a red ring"), trial.row(2, 0.5, ""), trial.row(3, 0.2, "1")};
    }

    private static List<String> sizes(ModelTrial trial) {
        Row[] rows = rows(trial);
        List<float[]> answers = trial.evaluate(rows);
        if (answers.size() != rows.length) {
            return List.of("it gives " + answers.size() + " answers to " + rows.length + " rows");
        }
        int size = trial.shape().size();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            float[] answer = answers.get(i);
            if (answer.length != size && answer.length != 2 * size) {
                faults.add("row " + i + " has an answer of " + answer.length + " values; the latent " + trial.shape()
                        + " has " + size + ", and twice as many are for learned variances");
            } else if (!isFinite(answer)) {
                faults.add("row " + i + " has an answer that is not finite");
            }
        }
        return faults;
    }

    private static List<String> company(ModelTrial trial) {
        Row[] rows = rows(trial);
        List<float[]> together = trial.evaluate(rows);
        List<float[]> reversed = trial.evaluate(rows[2], rows[1], rows[0]);
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            float[] alone = trial.evaluate(rows[i]).getFirst();
            differ("row " + i + " alone and with two others", alone, together.get(i), faults);
            differ("row " + i + " in another order", alone, reversed.get(rows.length - 1 - i), faults);
        }
        return faults;
    }

    private static List<String> ownership(ModelTrial trial) {
        Row row = trial.row(4, 0.5, "a red ring");
        float[] before = row.x().clone();
        float[] first = trial.model().evaluate(trial.shape(), List.of(row)).getFirst();
        List<String> faults = new ArrayList<>();
        if (!Arrays.equals(before, row.x())) {
            faults.add("the row's latent is written to; take a copy");
        }
        float[] kept = first.clone();
        Arrays.fill(first, 7);
        float[] second =
                trial.evaluate(new Row(before, row.time(), row.conditioning())).getFirst();
        differ("an answer that the caller has written to, and the next one", kept, second, faults);
        return faults;
    }

    private static List<String> reloaded(ModelTrial trial) {
        Row row = trial.row(5, 0.5, "a red ring");
        float[] first = trial.evaluate(row).getFirst();
        List<String> faults = new ArrayList<>();
        try (ModelTrial again = trial.again()) {
            differ(
                    "the same row on a second loaded model",
                    first,
                    again.evaluate(row).getFirst(),
                    faults);
        }
        differ(
                "the same row after another model was closed",
                first,
                trial.evaluate(row).getFirst(),
                faults);
        return faults;
    }

    /** Notes answers that differ by more than kernels do. */
    static void differ(String what, float[] a, float[] b, List<String> faults) {
        double size = 0;
        double worst = a.length == b.length ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            size = Math.max(size, Math.abs(a[i]));
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        if (!(worst <= KERNELS * Math.max(size, 1e-3))) {
            faults.add(String.format(
                    Locale.ROOT, "%s: answers differ by up to %.3g, where they are up to %.3g", what, worst, size));
        }
    }

    static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
