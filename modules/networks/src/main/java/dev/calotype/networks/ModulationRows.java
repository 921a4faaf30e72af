package dev.calotype.networks;

import dev.calotype.spi.Insertion;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The {@link ModulationInsert}s of one call. Several of one row work one after another; rows without any are multiplied by 1
 * and get 0 added, which changes nothing.
 */
final class ModulationRows {
    /** Nothing for any row. */
    static final ModulationRows NONE = new ModulationRows(0, List.of());

    private final int rows;
    private final List<Carried> carried;

    private record Carried(int row, ModulationInsert insert, double strength) {}

    private record Placed(int row, Modulation modulation, double strength) {}

    private ModulationRows(int rows, List<Carried> carried) {
        this.rows = rows;
        this.carried = carried;
    }

    /** Those of these rows that work. */
    static ModulationRows of(List<List<Insertion>> rows) {
        List<Carried> carried = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            for (Insertion insertion : rows.get(row)) {
                if (insertion.strength() != 0 && insertion.insert() instanceof ModulationInsert insert) {
                    carried.add(new Carried(row, insert, insertion.strength()));
                }
            }
        }
        return carried.isEmpty() ? NONE : new ModulationRows(rows.size(), carried);
    }

    /** N×size embeddings of times with what joins them. */
    Tensor timed(Tensor times) {
        List<Carried> those =
                carried.stream().filter(one -> one.insert().time() != null).toList();
        if (those.isEmpty()) {
            return times;
        }
        int size = Math.toIntExact(times.size(1));
        float[] added = new float[rows * size];
        for (Carried one : those) {
            Signal given = Objects.requireNonNull(one.insert().time());
            check(given.values().length, size, "the embedding of the time");
            for (int i = 0; i < size; i++) {
                added[one.row() * size + i] += (float) (one.strength() * given.values()[i]);
            }
        }
        return times.add(Tensor.of(added, rows, size).to(times.type()));
    }

    /** N×C×H×W features after a layer, scaled and shifted. */
    Tensor after(BlockPlace place, Tensor features) {
        List<Placed> those = carried.stream()
                .flatMap(one -> one.insert().places().stream()
                        .filter(modulation -> modulation.place().equals(place))
                        .map(modulation -> new Placed(one.row(), modulation, one.strength())))
                .toList();
        return those.isEmpty() ? features : modulated(those, features);
    }

    private Tensor modulated(List<Placed> those, Tensor features) {
        int channels = Math.toIntExact(features.size(1));
        float[] scales = new float[rows * channels];
        float[] shifts = new float[rows * channels];
        Arrays.fill(scales, 1);
        for (Placed one : those) {
            check(
                    one.modulation().channels(),
                    channels,
                    "features after " + one.modulation().place());
            for (int i = 0; i < channels; i++) {
                int at = one.row() * channels + i;
                double scale = 1 + one.strength() * one.modulation().scale().values()[i];
                double shift = one.strength() * one.modulation().shift().values()[i];
                scales[at] = (float) (scale * scales[at]);
                shifts[at] = (float) (scale * shifts[at] + shift);
            }
        }
        return Scope.giving(
                () -> features.mul(perChannel(scales, channels, features)).add(perChannel(shifts, channels, features)));
    }

    private Tensor perChannel(float[] values, int channels, Tensor like) {
        return Tensor.of(values, rows, channels, 1, 1).to(like.type());
    }

    private static void check(int found, int needed, String what) {
        if (found != needed) {
            throw new TensorException("a modulation of " + found + " channels was given to " + what + ", of " + needed
                    + "; it was made for another network");
        }
    }
}
