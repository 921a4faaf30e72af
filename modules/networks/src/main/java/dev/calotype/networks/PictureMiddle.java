package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/** The middle of the autoencoder's halves: two residual blocks, perhaps with attention among the pixels between. */
record PictureMiddle(ResidualBlock before, @Nullable PixelAttention attention, ResidualBlock after) {
    static PictureMiddle from(Weights weights, PictureBlocks blocks) {
        int channels = blocks.channels().getLast();
        BlockStyle style = blocks.style();
        return new PictureMiddle(
                ResidualBlock.from(weights.at("resnets.0"), channels, channels, 0, style),
                blocks.middleAttends() ? PixelAttention.from(weights.at("attentions.0"), channels, style) : null,
                ResidualBlock.from(weights.at("resnets.1"), channels, channels, 0, style));
    }

    Tensor apply(Tensor x) {
        Tensor h = before.apply(x, null);
        return after.apply(attention == null ? h : attention.apply(h), null);
    }
}
