package dev.calotype.networks;

import dev.calotype.spi.Insertion;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.FlatParameters;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import java.util.ArrayList;
import java.util.List;

/** The {@link FeaturesInsert}s of one call; rows that carry none, or at strength 0, are not touched. */
final class FeatureRows {
    /** Nothing for any row. */
    static final FeatureRows NONE = new FeatureRows(0, List.of());

    private final int rows;
    private final List<Carried> carried;

    private record Carried(int row, FeaturesInsert insert, double strength) {
        boolean has(int index) {
            return index < insert.maps().size();
        }

        Signal map(int index) {
            return insert.maps().get(index);
        }
    }

    private FeatureRows(int rows, List<Carried> carried) {
        this.rows = rows;
        this.carried = carried;
    }

    /** Those of these rows. */
    static FeatureRows of(List<List<Insertion>> rows) {
        List<Carried> carried = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            for (Insertion insertion : rows.get(row)) {
                if (insertion.strength() != 0 && insertion.insert() instanceof FeaturesInsert insert) {
                    carried.add(new Carried(row, insert, insertion.strength()));
                }
            }
        }
        return carried.isEmpty() ? NONE : new FeatureRows(rows.size(), carried);
    }

    /** Features where a level has ended, with the level's maps added. */
    Tensor atLevel(int level, Tensor x) {
        return added(carried.stream().filter(one -> one.has(level)).toList(), level, x);
    }

    /** Features after the middle, with the maps added that the levels have left over if they are of this size. */
    Tensor afterMiddle(int levels, Tensor x) {
        return added(
                carried.stream()
                        .filter(one -> one.has(levels) && fits(one.map(levels), x))
                        .toList(),
                levels,
                x);
    }

    private Tensor added(List<Carried> those, int index, Tensor x) {
        if (those.isEmpty()) {
            return x;
        }
        long each = x.size(0) / rows;
        return Scope.giving(() -> {
            Tensor sum = x.copy();
            for (Carried one : those) {
                Tensor map = tensor(one.map(index), x).mul(one.strength()).to(x.type());
                Tensor own = sum.narrow(0, one.row() * each, each);
                FlatParameters.addInto(own, map);
            }
            return sum;
        });
    }

    private static Tensor tensor(Signal map, Tensor x) {
        if (!fits(map, x)) {
            throw new TensorException("a feature map of " + map.shape() + " was given to a U-Net whose features are "
                    + List.of(x.size(1), x.size(2), x.size(3)) + " there; the adapter belongs to another network");
        }
        return Tensor.of(map.values(), 1, x.size(1), x.size(2), x.size(3));
    }

    private static boolean fits(Signal map, Tensor x) {
        return map.shape().equals(List.of((int) x.size(1), (int) x.size(2), (int) x.size(3)));
    }
}
