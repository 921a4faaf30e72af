package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/** A residual block and perhaps attention among the pixels after it. */
record PixelLayer(ResidualBlock residual, @Nullable PixelAttention attention) {
    /** Layer {@code index} of an autoencoder's level. */
    static PixelLayer of(Weights weights, int index, int in, int out, boolean attends, BlockStyle style) {
        return new PixelLayer(
                ResidualBlock.from(weights.at("resnets." + index), in, out, 0, style),
                attends ? PixelAttention.from(weights.at("attentions." + index), out, style) : null);
    }

    /** N×in×H×W to N×out×H×W; {@code embedding} is the activated one of the time, or null where there is none. */
    Tensor apply(Tensor x, @Nullable Tensor embedding) {
        Tensor h = residual.apply(x, embedding);
        return attention == null ? h : attention.apply(h);
    }
}
