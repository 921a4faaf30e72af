package dev.calotype.networks;

import dev.calotype.spi.Insertion;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import java.util.List;
import java.util.Map;

/**
 * What the rows of one call carry inside the U-Net.
 *
 * @param attention at its cross-attentions
 * @param features at the ends of its levels
 */
record UNetInserts(AttentionRows attention, FeatureRows features) {
    /**
     * Sorts out what each row carries.
     *
     * @param rows the insertions of each row, or none at all
     * @param places the cross-attentions' numbers by the weight of their keys
     */
    static UNetInserts of(List<List<Insertion>> rows, Map<Tensor, Integer> places) {
        rows.forEach(row -> row.forEach(UNetInserts::check));
        return new UNetInserts(AttentionRows.of(rows, places), FeatureRows.of(rows));
    }

    private static void check(Insertion insertion) {
        boolean known = insertion.insert() instanceof AttentionInsert || insertion.insert() instanceof FeaturesInsert;
        if (!known) {
            throw new TensorException("this U-Net has no port for an insert of type "
                    + insertion.insert().getClass().getName());
        }
    }
}
