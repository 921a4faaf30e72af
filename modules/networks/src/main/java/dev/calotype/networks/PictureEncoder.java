package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.GroupNorm;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The encoder of a picture autoencoder: from a picture to what its latent is read from. */
record PictureEncoder(
        Conv2d first, List<Level> levels, PictureMiddle middle, GroupNorm norm, Conv2d last, BlockStyle style) {
    /** One level: residual blocks, attention after each if the level has any, and halving. */
    record Level(List<PixelLayer> layers, @Nullable Conv2d halving) {
        Tensor apply(Tensor x) {
            Tensor h = x;
            for (PixelLayer layer : layers) {
                h = layer.apply(h, null);
            }
            return halving == null ? h : Resampling.halve(halving, h);
        }
    }

    static PictureEncoder from(Weights weights, PictureBlocks blocks, int in, int out) {
        List<Integer> channels = blocks.channels();
        BlockStyle style = blocks.style();
        var levels = new ArrayList<Level>();
        Conv2d first = Conv2d.from(weights.at("conv_in"), in, channels.getFirst(), 3, 1, 1);
        for (int i = 0; i < channels.size(); i++) {
            levels.add(level(weights.at("down_blocks." + i), i, blocks));
        }
        int deepest = channels.getLast();
        return new PictureEncoder(
                first,
                levels,
                PictureMiddle.from(weights.at("mid_block"), blocks),
                GroupNorm.from(weights.at("conv_norm_out"), deepest, style.groups(), style.epsilon()),
                Conv2d.from(weights.at("conv_out"), deepest, out, 3, 1, 1),
                style);
    }

    Tensor apply(Tensor pictures) {
        Tensor h = first.apply(pictures);
        for (Level level : levels) {
            h = level.apply(h);
        }
        return last.apply(style.activation().apply(norm.apply(middle.apply(h))));
    }

    private static Level level(Weights weights, int index, PictureBlocks blocks) {
        List<Integer> channels = blocks.channels();
        int in = channels.get(Math.max(index - 1, 0));
        int out = channels.get(index);
        var layers = new ArrayList<PixelLayer>();
        for (int i = 0; i < blocks.layers(); i++) {
            layers.add(PixelLayer.of(
                    weights, i, i == 0 ? in : out, out, blocks.attendsDown().get(index), blocks.style()));
        }
        boolean halves = index + 1 < channels.size();
        return new Level(layers, halves ? Resampling.halving(weights.at("downsamplers.0.conv"), out, 0) : null);
    }
}
