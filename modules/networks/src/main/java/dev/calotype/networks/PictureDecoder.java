package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.GroupNorm;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decoder of a picture autoencoder: from a latent to a picture. */
record PictureDecoder(
        Conv2d first, PictureMiddle middle, List<Level> levels, GroupNorm norm, Conv2d last, BlockStyle style) {
    /** One level: residual blocks, attention after each if the level has any, and doubling. */
    record Level(List<PixelLayer> layers, @Nullable Conv2d doubling) {
        Tensor apply(Tensor x) {
            Tensor h = x;
            for (PixelLayer layer : layers) {
                h = layer.apply(h, null);
            }
            return doubling == null ? h : doubling.apply(Ops.upsampleNearest2d(h, 2));
        }
    }

    static PictureDecoder from(Weights weights, PictureBlocks blocks, int in, int out) {
        List<Integer> channels = blocks.channels().reversed();
        BlockStyle style = blocks.style();
        int finest = channels.getLast();
        var levels = new ArrayList<Level>();
        for (int i = 0; i < channels.size(); i++) {
            levels.add(level(weights.at("up_blocks." + i), i, blocks));
        }
        return new PictureDecoder(
                Conv2d.from(weights.at("conv_in"), in, channels.getFirst(), 3, 1, 1),
                PictureMiddle.from(weights.at("mid_block"), blocks),
                levels,
                GroupNorm.from(weights.at("conv_norm_out"), finest, style.groups(), style.epsilon()),
                Conv2d.from(weights.at("conv_out"), finest, out, 3, 1, 1),
                style);
    }

    Tensor apply(Tensor latents) {
        Tensor h = middle.apply(first.apply(latents));
        for (Level level : levels) {
            h = level.apply(h);
        }
        return last.apply(style.activation().apply(norm.apply(h)));
    }

    private static Level level(Weights weights, int index, PictureBlocks blocks) {
        List<Integer> channels = blocks.channels().reversed();
        int in = channels.get(Math.max(index - 1, 0));
        int out = channels.get(index);
        var layers = new ArrayList<PixelLayer>();
        for (int i = 0; i <= blocks.layers(); i++) {
            layers.add(PixelLayer.of(
                    weights, i, i == 0 ? in : out, out, blocks.attendsUp().get(index), blocks.style()));
        }
        boolean doubles = index + 1 < channels.size();
        return new Level(layers, doubles ? Conv2d.from(weights.at("upsamplers.0.conv"), out, out, 3, 1, 1) : null);
    }
}
