package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a U-Net's call as the U-Net is given them.
 *
 * @param sample N×C×H×W, the noisy latents with whatever is stacked on them
 * @param times N, one a row
 * @param conditions what else each row is told
 */
@SuppressWarnings("ArrayRecordComponent")
public record UNetRows(Tensor sample, double[] times, UNetConditions conditions) {
    /** Some of the rows, in this order; the rows themselves where those are all. */
    UNetRows of(int[] rows) {
        boolean all = rows.length == times.length && inOrder(rows);
        return all
                ? this
                : new UNetRows(
                        picked(sample, rows),
                        Arrays.stream(rows).mapToDouble(row -> times[row]).toArray(),
                        new UNetConditions(
                                maybe(conditions.context(), rows),
                                maybe(conditions.mask(), rows),
                                maybe(conditions.classes(), rows),
                                maybe(conditions.pooled(), rows),
                                maybe(conditions.timeIds(), rows),
                                maybe(conditions.guidance(), rows),
                                List.of(),
                                List.of()));
    }

    static boolean inOrder(int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] != i) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Tensor maybe(@Nullable Tensor signal, int[] rows) {
        return signal == null ? null : picked(signal, rows);
    }

    private static Tensor picked(Tensor all, int[] rows) {
        return Tensor.cat(
                0, Arrays.stream(rows).mapToObj(row -> all.narrow(0, row, 1)).toList());
    }
}
