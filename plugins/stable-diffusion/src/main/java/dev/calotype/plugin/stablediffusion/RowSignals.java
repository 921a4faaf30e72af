package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.UNetConditions;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.FramingUse;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of one network call are conditioned on, as tensors.
 *
 * @param framing which time ids the U-Net reads
 * @param scale how many pixels a side of one latent value stands for
 */
record RowSignals(FramingUse framing, int scale) {
    /** The score of a picture that nobody has judged: that of what is asked for. */
    private static final float SCORE = 6;

    /**
     * The conditions of rows.
     *
     * @param shape of each row's latent
     */
    UNetConditions of(LatentShape shape, List<Row> rows) {
        List<Conditioning> all = rows.stream().map(Row::conditioning).toList();
        UNetConditions conditions = context(all.stream().map(RowSignals::tokens).toList())
                .withInserts(all.stream().map(Conditioning::inserts).toList());
        if (framing == FramingUse.NONE) {
            return conditions;
        }
        Signal usual = timeIds(shape);
        return conditions.withText(
                stacked(all.stream().map(RowSignals::pooled).toList()),
                stacked(all.stream().map(row -> ids(row, usual)).toList()));
    }

    /** Tokens filled up to the longest row's, with a mask where some are shorter. */
    private static UNetConditions context(List<Signal> signals) {
        int size = signals.getFirst().shape().getLast();
        int longest = signals.stream().mapToInt(RowSignals::length).max().orElseThrow();
        float[] tokens = new float[signals.size() * longest * size];
        float[] mask = new float[signals.size() * longest];
        for (int row = 0; row < signals.size(); row++) {
            Signal signal = signals.get(row);
            System.arraycopy(signal.values(), 0, tokens, row * longest * size, signal.values().length);
            Arrays.fill(mask, row * longest, row * longest + length(signal), 1);
        }
        boolean ragged = signals.stream().anyMatch(signal -> length(signal) != longest);
        return UNetConditions.of(
                Tensor.of(tokens, signals.size(), longest, size),
                ragged ? Tensor.of(mask, signals.size(), longest) : null);
    }

    /** A picture that was never cropped nor scaled. */
    private Signal timeIds(LatentShape shape) {
        int height = shape.axes().get(1) * scale;
        int width = shape.axes().get(2) * scale;
        float[] ids = framing == FramingUse.SCORE
                ? new float[] {height, width, 0, 0, SCORE}
                : new float[] {height, width, 0, 0, height, width};
        return new Signal(ids, List.of(ids.length));
    }

    private static Tensor stacked(List<Signal> signals) {
        int size = signals.getFirst().values().length;
        float[] all = new float[signals.size() * size];
        for (int row = 0; row < signals.size(); row++) {
            System.arraycopy(signals.get(row).values(), 0, all, row * size, size);
        }
        return Tensor.of(all, signals.size(), size);
    }

    private static Signal tokens(Conditioning row) {
        return given(row.tokens(), "tokens");
    }

    private static Signal pooled(Conditioning row) {
        return given(row.pooled(), "pooled text");
    }

    private static Signal given(@Nullable Signal signal, String what) {
        if (signal == null) {
            throw new IllegalArgumentException(
                    "a row has no " + what + "; this model's network reads an encoded prompt, the empty one included");
        }
        return signal;
    }

    private Signal ids(Conditioning row, Signal usual) {
        Signal ids = row.timeIds();
        if (ids != null && ids.values().length != framing.numbers()) {
            throw new IllegalArgumentException(
                    "a row has " + ids.values().length + " time ids; this model's network reads " + framing.numbers());
        }
        return ids == null ? usual : ids;
    }

    private static int length(Signal signal) {
        return signal.shape().getFirst();
    }
}
