package dev.calotype.networks;

import dev.calotype.spi.Insert;
import dev.calotype.spi.Insertion;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import java.util.List;
import java.util.Map;

/**
 * What the rows of one call carry inside the U-Net's blocks; what networks beside it give is {@link ResidualRows}'.
 *
 * @param attention at its cross-attentions
 * @param features at the ends of its levels
 * @param modulations after its layers, and in the embedding of its time
 */
record UNetInserts(AttentionRows attention, FeatureRows features, ModulationRows modulations) {
    /** Nothing for any row. */
    static final UNetInserts NONE = new UNetInserts(AttentionRows.NONE, FeatureRows.NONE, ModulationRows.NONE);

    /**
     * Sorts out what each row carries.
     *
     * @param rows the insertions of each row, or none at all
     * @param places the cross-attentions' numbers by the weight of their keys
     */
    static UNetInserts of(List<List<Insertion>> rows, Map<Tensor, Integer> places) {
        rows.forEach(row -> row.forEach(UNetInserts::check));
        return new UNetInserts(AttentionRows.of(rows, places), FeatureRows.of(rows), ModulationRows.of(rows));
    }

    private static void check(Insertion insertion) {
        Insert insert = insertion.insert();
        if (insert instanceof BlockInsert) {
            throw new TensorException(
                    "motion modules were given to a row that is a picture; they work on the frames of a"
                            + " video, channels×frames×height×width");
        }
        boolean known = insert instanceof AttentionInsert
                || insert instanceof FeaturesInsert
                || insert instanceof ModulationInsert
                || insert instanceof ResidualsInsert;
        if (!known) {
            throw new TensorException("this U-Net has no port for an insert of type "
                    + insert.getClass().getName());
        }
    }
}
