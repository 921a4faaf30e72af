package dev.calotype.networks;

import dev.calotype.networks.UNet2DConfig.Block;
import dev.calotype.networks.UNet2DConfig.Level;
import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.GroupNorm;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One level of a pixel U-Net's way up: residual blocks that also see the way down, perhaps attention, and doubling. Beside a
 * picture it doubles what is drawn so far and draws on it.
 *
 * @param layers residual blocks, perhaps with attention
 * @param doubling the convolution after doubling, or null
 * @param residualDoubling the residual block that doubles, or null
 * @param drawing what it draws, or null
 * @param hasPicture whether a picture runs beside it
 */
record PixelUpBlock(
        List<PixelLayer> layers,
        @Nullable Conv2d doubling,
        @Nullable ResidualBlock residualDoubling,
        @Nullable Drawing drawing,
        boolean hasPicture) {
    /** From features to what is added to the picture. */
    record Drawing(GroupNorm norm, Conv2d last) {
        static Drawing from(Weights weights, int channels, UNet2DConfig config) {
            int groups = UNet2DConfig.ownGroups(channels);
            return new Drawing(
                    GroupNorm.from(
                            weights.at("skip_norm"),
                            channels,
                            groups,
                            config.style().epsilon()),
                    Conv2d.from(weights.at("skip_conv"), channels, config.outChannels(), 3, 1, 1));
        }

        Tensor apply(Tensor features) {
            return last.apply(Ops.silu(norm.apply(features)));
        }
    }

    /**
     * A block from its weights.
     *
     * @param below channels that come from below
     * @param last channels of the last skip that this level takes, which belongs to the next finer level
     */
    static PixelUpBlock from(Weights weights, int below, int last, Level level, boolean doubles, UNet2DConfig config) {
        Block block = level.up();
        int channels = level.channels();
        var parts = new PixelLayers(weights, level, block, config);
        var layers = layers(parts, below, last);
        if (block.hasPicture()) {
            return new PixelUpBlock(
                    layers,
                    null,
                    doubles ? parts.resizing("resnet_up", Resizing.FILTERED_UP) : null,
                    doubles ? Drawing.from(weights, channels, config) : null,
                    true);
        }
        if (doubles && block.resizesByResidual()) {
            return new PixelUpBlock(layers, null, parts.resizing("upsamplers.0", Resizing.REPEATED), null, false);
        }
        Conv2d doubling = doubles ? Conv2d.from(weights.at("upsamplers.0.conv"), channels, channels, 3, 1, 1) : null;
        return new PixelUpBlock(layers, doubling, null, null, false);
    }

    private static List<PixelLayer> layers(PixelLayers parts, int below, int last) {
        Block block = parts.block();
        int count = parts.level().layers() + 1;
        int channels = parts.level().channels();
        var layers = new ArrayList<PixelLayer>();
        for (int i = 0; i < count; i++) {
            int in = i == 0 ? below : channels;
            int skip = i + 1 == count ? last : channels;
            ResidualBlock residual = parts.residual("resnets." + i, shape(parts, in, skip));
            layers.add(new PixelLayer(residual, attention(parts, block, i, count)));
        }
        return layers;
    }

    /** Where attention and a picture meet, the reference counts the first norm's groups in a way of its own. */
    private static ResidualShape shape(PixelLayers parts, int in, int skip) {
        ResidualShape shape = parts.shape(in + skip);
        return parts.block() == Block.SKIP_ATTENTION
                ? shape.withGroups(Math.min(in + skip / 4, 32), shape.groupsOut())
                : shape;
    }

    /** After every residual block; beside a picture only after the last. */
    private static @Nullable PixelAttention attention(PixelLayers parts, Block block, int index, int count) {
        if (!block.attends()) {
            return null;
        }
        if (block.hasPicture()) {
            return index + 1 == count ? parts.attention(0) : null;
        }
        return parts.attention(index);
    }

    /** Walks up, taking skips from the end of the list. */
    PixelFlow apply(PixelFlow flow, Tensor embedding, List<Tensor> skips) {
        Tensor h = flow.features();
        for (PixelLayer layer : layers) {
            h = layer.apply(Tensor.cat(1, List.of(h, skips.removeLast())), embedding);
        }
        Tensor drawn = hasPicture ? drawn(flow.picture(), h) : flow.picture();
        h = doubling == null ? h : doubling.apply(Resampling.doubledTo(h, skips.getLast()));
        h = residualDoubling == null ? h : residualDoubling.apply(h, embedding);
        return new PixelFlow(h, drawn);
    }

    private @Nullable Tensor drawn(@Nullable Tensor before, Tensor features) {
        Tensor doubled = before == null ? null : BinomialFilter.doubled(before);
        if (drawing == null) {
            return doubled;
        }
        Tensor drawn = drawing.apply(features);
        return doubled == null ? drawn : doubled.add(drawn);
    }
}
