package dev.calotype.plugin.stablediffusion;

import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one network call as tensors.
 *
 * @param latents N×C×H×W, with the rows' further input channels behind the latents' own
 * @param tokens N×T×size, where T is the longest row's
 * @param mask N×T with 0 for what only fills up shorter rows, or null where all are as long
 */
record RowTensors(Tensor latents, Tensor tokens, @Nullable Tensor mask) {
    static RowTensors of(LatentShape shape, List<Row> rows) {
        List<Signal> signals = rows.stream().map(RowTensors::tokens).toList();
        int size = signals.getFirst().shape().getLast();
        int longest = signals.stream().mapToInt(RowTensors::length).max().orElseThrow();
        float[] tokens = new float[rows.size() * longest * size];
        float[] mask = new float[rows.size() * longest];
        for (int row = 0; row < rows.size(); row++) {
            Signal signal = signals.get(row);
            System.arraycopy(signal.values(), 0, tokens, row * longest * size, signal.values().length);
            Arrays.fill(mask, row * longest, row * longest + length(signal), 1);
        }
        boolean ragged = signals.stream().anyMatch(signal -> length(signal) != longest);
        return new RowTensors(
                inputs(shape, rows),
                Tensor.of(tokens, rows.size(), longest, size),
                ragged ? Tensor.of(mask, rows.size(), longest) : null);
    }

    private static Tensor inputs(LatentShape shape, List<Row> rows) {
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

    private static Signal tokens(Row row) {
        Signal tokens = row.conditioning().tokens();
        if (tokens == null) {
            throw new IllegalArgumentException(
                    "a row has no tokens; this model's network reads an encoded prompt, the empty one included");
        }
        return tokens;
    }

    private static int length(Signal signal) {
        return signal.shape().getFirst();
    }
}
