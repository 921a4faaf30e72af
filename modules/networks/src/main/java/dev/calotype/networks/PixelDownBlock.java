package dev.calotype.networks;

import dev.calotype.networks.UNet2DConfig.Level;
import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One level of a pixel U-Net's way down. It halves by a convolution, by a residual block, or not; beside a picture, by a
 * residual block and the picture's features.
 *
 * @param layers residual blocks, perhaps with attention
 * @param halving the convolution, or null
 * @param residualHalving the residual block, or null
 * @param picture makes features of the halved picture, or null
 */
record PixelDownBlock(
        List<PixelLayer> layers,
        @Nullable Conv2d halving,
        @Nullable ResidualBlock residualHalving,
        @Nullable Conv2d picture) {
    static PixelDownBlock from(Weights weights, int in, Level level, boolean halves, UNet2DConfig config) {
        var parts = new PixelLayers(weights, level, level.down(), config);
        var layers = new ArrayList<PixelLayer>();
        for (int i = 0; i < level.layers(); i++) {
            layers.add(new PixelLayer(
                    parts.residual("resnets." + i, parts.shape(i == 0 ? in : level.channels())),
                    level.down().attends() ? parts.attention(i) : null));
        }
        if (!halves) {
            return new PixelDownBlock(layers, null, null, null);
        }
        if (level.down().hasPicture()) {
            return new PixelDownBlock(
                    layers,
                    null,
                    parts.resizing("resnet_down", Resizing.FILTERED_DOWN),
                    Conv2d.from(weights.at("skip_conv"), config.inChannels(), level.channels(), 1, 1, 0));
        }
        return level.down().resizesByResidual()
                ? new PixelDownBlock(layers, null, parts.resizing("downsamplers.0", Resizing.AVERAGED), null)
                : new PixelDownBlock(
                        layers,
                        Resampling.halving(weights.at("downsamplers.0.conv"), level.channels(), config.downPadding()),
                        null,
                        null);
    }

    /** Walks down, noting every feature map that the way up will need. */
    PixelFlow apply(PixelFlow flow, Tensor embedding, List<Tensor> skips) {
        Tensor h = flow.features();
        for (PixelLayer layer : layers) {
            h = layer.apply(h, embedding);
            skips.add(h);
        }
        if (halving == null && residualHalving == null) {
            return new PixelFlow(h, flow.picture());
        }
        h = halving == null ? h : Resampling.halve(halving, h);
        h = residualHalving == null ? h : residualHalving.apply(h, embedding);
        Tensor seen = flow.picture();
        if (picture != null && seen != null) {
            seen = BinomialFilter.halved(seen);
            h = picture.apply(seen).add(h);
        }
        skips.add(h);
        return new PixelFlow(h, seen);
    }
}
