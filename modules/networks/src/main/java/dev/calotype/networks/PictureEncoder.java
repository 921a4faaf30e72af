package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.GroupNorm;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The encoder of {@link AutoencoderKL}: from a picture to twice the latent's channels. */
record PictureEncoder(
        Conv2d first, List<Level> levels, PictureMiddle middle, GroupNorm norm, Conv2d last, BlockStyle style) {
    /** One level: residual blocks and halving. */
    record Level(List<ResidualBlock> residuals, @Nullable Conv2d halving) {
        Tensor apply(Tensor x) {
            Tensor h = x;
            for (ResidualBlock block : residuals) {
                h = block.apply(h, null);
            }
            return halving == null ? h : Resampling.halve(halving, h);
        }
    }

    static PictureEncoder from(Weights weights, AutoencoderConfig config) {
        List<Integer> channels = config.channels();
        BlockStyle style = config.style();
        var levels = new ArrayList<Level>();
        Conv2d first = Conv2d.from(weights.at("conv_in"), config.inChannels(), channels.getFirst(), 3, 1, 1);
        for (int i = 0; i < channels.size(); i++) {
            int in = channels.get(Math.max(i - 1, 0));
            levels.add(level(weights.at("down_blocks." + i), in, channels.get(i), i + 1 < channels.size(), config));
        }
        int deepest = channels.getLast();
        return new PictureEncoder(
                first,
                levels,
                PictureMiddle.from(weights.at("mid_block"), config),
                GroupNorm.from(weights.at("conv_norm_out"), deepest, style.groups(), style.epsilon()),
                Conv2d.from(weights.at("conv_out"), deepest, 2 * config.latentChannels(), 3, 1, 1),
                style);
    }

    Tensor apply(Tensor pictures) {
        Tensor h = first.apply(pictures);
        for (Level level : levels) {
            h = level.apply(h);
        }
        return last.apply(style.activation().apply(norm.apply(middle.apply(h))));
    }

    private static Level level(Weights weights, int in, int out, boolean halves, AutoencoderConfig config) {
        var residuals = new ArrayList<ResidualBlock>();
        for (int i = 0; i < config.layers(); i++) {
            residuals.add(ResidualBlock.from(weights.at("resnets." + i), i == 0 ? in : out, out, 0, config.style()));
        }
        return new Level(residuals, halves ? Resampling.halving(weights.at("downsamplers.0.conv"), out, 0) : null);
    }
}
