package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.GroupNorm;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decoder of {@link AutoencoderKL}: from a latent to a picture. */
record PictureDecoder(
        Conv2d first, PictureMiddle middle, List<Level> levels, GroupNorm norm, Conv2d last, BlockStyle style) {
    /** One level: residual blocks and doubling. */
    record Level(List<ResidualBlock> residuals, @Nullable Conv2d doubling) {
        Tensor apply(Tensor x) {
            Tensor h = x;
            for (ResidualBlock block : residuals) {
                h = block.apply(h, null);
            }
            return doubling == null ? h : doubling.apply(Ops.upsampleNearest2d(h, 2));
        }
    }

    static PictureDecoder from(Weights weights, AutoencoderConfig config) {
        List<Integer> channels = config.channels().reversed();
        BlockStyle style = config.style();
        int finest = channels.getLast();
        var levels = new ArrayList<Level>();
        for (int i = 0; i < channels.size(); i++) {
            int in = channels.get(Math.max(i - 1, 0));
            levels.add(level(weights.at("up_blocks." + i), in, channels.get(i), i + 1 < channels.size(), config));
        }
        return new PictureDecoder(
                Conv2d.from(weights.at("conv_in"), config.latentChannels(), channels.getFirst(), 3, 1, 1),
                PictureMiddle.from(weights.at("mid_block"), config),
                levels,
                GroupNorm.from(weights.at("conv_norm_out"), finest, style.groups(), style.epsilon()),
                Conv2d.from(weights.at("conv_out"), finest, config.outChannels(), 3, 1, 1),
                style);
    }

    Tensor apply(Tensor latents) {
        Tensor h = middle.apply(first.apply(latents));
        for (Level level : levels) {
            h = level.apply(h);
        }
        return last.apply(style.activation().apply(norm.apply(h)));
    }

    private static Level level(Weights weights, int in, int out, boolean doubles, AutoencoderConfig config) {
        var residuals = new ArrayList<ResidualBlock>();
        for (int i = 0; i <= config.layers(); i++) {
            residuals.add(ResidualBlock.from(weights.at("resnets." + i), i == 0 ? in : out, out, 0, config.style()));
        }
        return new Level(residuals, doubles ? Conv2d.from(weights.at("upsamplers.0.conv"), out, out, 3, 1, 1) : null);
    }
}
