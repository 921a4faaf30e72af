package dev.calotype.plugin.stablediffusion;

import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** The latents of one network call as a tensor, and its answer as latents. */
final class RowTensors {
    private RowTensors() {}

    /** The rows' latents, N×C×H×W, with their further input channels behind them. */
    static Tensor inputs(LatentShape shape, List<Row> rows) {
        Tensor latents = latents(shape, rows.stream().map(Row::x).toList());
        Signal first = rows.getFirst().conditioning().channels();
        if (first == null) {
            return latents;
        }
        var channels = new LatentShape(first.shape());
        List<float[]> further =
                rows.stream().map(row -> channels(row, channels)).toList();
        return Tensor.cat(1, List.of(latents, latents(channels, further)));
    }

    private static float[] channels(Row row, LatentShape wanted) {
        Signal found = row.conditioning().channels();
        if (found == null || !found.shape().equals(wanted.axes())) {
            throw new IllegalArgumentException("rows of one call have input channels of shapes " + wanted.axes()
                    + " and " + (found == null ? "none" : found.shape()) + "; they must be the same");
        }
        return found.values();
    }

    /** Latents stacked to N×C×H×W. */
    static Tensor latents(LatentShape shape, List<float[]> latents) {
        int size = shape.size();
        float[] all = new float[latents.size() * size];
        for (int row = 0; row < latents.size(); row++) {
            System.arraycopy(latents.get(row), 0, all, row * size, size);
        }
        LongStream axes = shape.axes().stream().mapToLong(Integer::longValue);
        return Tensor.of(
                all, LongStream.concat(LongStream.of(latents.size()), axes).toArray());
    }

    /** The rows of an answer, each of this size. */
    static List<float[]> split(Tensor answer, int size) {
        float[] all = answer.toFloats();
        var rows = new ArrayList<float[]>();
        for (int start = 0; start < all.length; start += size) {
            rows.add(Arrays.copyOfRange(all, start, start + size));
        }
        return rows;
    }
}
