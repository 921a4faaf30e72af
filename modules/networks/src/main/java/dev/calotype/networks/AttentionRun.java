package dev.calotype.networks;

import dev.calotype.spi.Insertion;
import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive rows whose {@link AttentionInsert}s have the same maps and as many tokens, and so are computed together.
 *
 * @param maps to keys and values
 * @param first the first row
 * @param tokens n×T×contextSize, in the maps' type
 * @param strengths n×1×1×1
 */
record AttentionRun(AttentionMaps maps, int first, Tensor tokens, Tensor strengths) {
    private record Carried(int row, AttentionInsert insert, double strength) {
        boolean precedes(Carried next) {
            return next.row == row + 1
                    && next.insert.maps().equals(insert.maps())
                    && next.insert.tokens().shape().equals(insert.tokens().shape());
        }
    }

    /** The runs of a call; a row that carries several inserts is in several. */
    static List<AttentionRun> of(List<List<Insertion>> rows) {
        List<List<Carried>> runs = new ArrayList<>();
        int most = rows.stream().mapToInt(List::size).max().orElse(0);
        for (int index = 0; index < most; index++) {
            for (int row = 0; row < rows.size(); row++) {
                Insertion insertion =
                        index < rows.get(row).size() ? rows.get(row).get(index) : null;
                if (insertion != null
                        && insertion.strength() != 0
                        && insertion.insert() instanceof AttentionInsert insert) {
                    join(runs, new Carried(row, insert, insertion.strength()));
                }
            }
        }
        return runs.stream().map(AttentionRun::joined).toList();
    }

    private static void join(List<List<Carried>> runs, Carried next) {
        if (runs.isEmpty() || !runs.getLast().getLast().precedes(next)) {
            runs.add(new ArrayList<>());
        }
        runs.getLast().add(next);
    }

    private static AttentionRun joined(List<Carried> run) {
        Carried first = run.getFirst();
        List<Integer> shape = first.insert().tokens().shape();
        int size = first.insert().tokens().values().length;
        float[] tokens = new float[run.size() * size];
        float[] strengths = new float[run.size()];
        for (int i = 0; i < strengths.length; i++) {
            System.arraycopy(run.get(i).insert().tokens().values(), 0, tokens, i * size, size);
            strengths[i] = (float) run.get(i).strength();
        }
        AttentionMaps maps = first.insert().maps();
        return new AttentionRun(
                maps,
                first.row(),
                Tensor.of(tokens, run.size(), shape.getFirst(), shape.getLast())
                        .to(maps.keys().getFirst().weight().type()),
                Tensor.of(strengths, strengths.length, 1, 1, 1));
    }
}
