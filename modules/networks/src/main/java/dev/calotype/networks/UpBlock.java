package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One level of a U-Net's way up: residual blocks that also see the way down, attention after each, and doubling. */
record UpBlock(
        List<ResidualBlock> residuals,
        List<SpatialTransformer> attentions,
        @Nullable Conv2d doubling) {
    /**
     * A block from its weights.
     *
     * @param below channels that come from below
     * @param last channels of the last skip that this level takes, which belongs to the next finer level
     */
    static UpBlock from(Weights weights, int below, int last, UNetLevel level, boolean doubles, UNetConfig config) {
        var residuals = new ArrayList<ResidualBlock>();
        var attentions = new ArrayList<SpatialTransformer>();
        int channels = level.channels();
        for (int i = 0; i <= level.layers(); i++) {
            int skip = i == level.layers() ? last : channels;
            residuals.add(ResidualBlock.from(
                    weights.at("resnets." + i),
                    (i == 0 ? below : channels) + skip,
                    channels,
                    config.time().size(),
                    config.style()));
            if (level.attendsUp()) {
                attentions.add(SpatialTransformer.from(weights.at("attentions." + i), level, config.style()));
            }
        }
        return new UpBlock(
                residuals,
                attentions,
                doubles ? Conv2d.from(weights.at("upsamplers.0.conv"), channels, channels, 3, 1, 1) : null);
    }

    /** Walks up, taking skips from the end of the list. */
    Tensor apply(Tensor x, UNetSignals signals, List<Tensor> skips) {
        Tensor h = x;
        for (int i = 0; i < residuals.size(); i++) {
            h = residuals.get(i).apply(Tensor.cat(1, List.of(h, skips.removeLast())), signals.time());
            h = attentions.isEmpty() ? h : attentions.get(i).apply(h, signals);
        }
        return doubling == null ? h : doubling.apply(Resampling.doubledTo(h, skips.getLast()));
    }
}
