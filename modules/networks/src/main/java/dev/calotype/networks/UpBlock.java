package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One level of a U-Net's way up: residual blocks that also see the way down, attention after each, and doubling. */
record UpBlock(
        List<ResidualBlock> residuals,
        List<ContextAttention> attentions,
        @Nullable Doubling doubling,
        boolean bareTime) {
    /**
     * A block from its weights.
     *
     * @param below channels that come from below
     * @param last channels of the last skip that this level takes, which belongs to the next finer level
     */
    static UpBlock from(Weights weights, int below, int last, UNetLevel level, boolean doubles, UNetConfig config) {
        var residuals = new ArrayList<ResidualBlock>();
        var attentions = new ArrayList<ContextAttention>();
        LevelKind kind = level.up();
        int channels = level.channels();
        for (int i = 0; i <= level.layers(); i++) {
            int skip = i == level.layers() ? last : channels;
            residuals.add(ResidualBlock.from(
                    weights.at("resnets." + i),
                    (i == 0 ? below : channels) + skip,
                    channels,
                    config.embeddingSize(),
                    config.style(kind)));
            if (kind.attends()) {
                attentions.add(ContextAttention.from(
                        weights.at("attentions." + i),
                        level,
                        kind,
                        level.depthsUp().get(i),
                        config));
            }
        }
        return new UpBlock(
                residuals,
                attentions,
                doubles ? Doubling.from(weights.at("upsamplers.0"), level, config) : null,
                config.bareTime(kind));
    }

    /** Walks up, taking skips from the end of the list. */
    Tensor apply(Tensor x, UNetSignals signals, List<Tensor> skips) {
        Tensor time = signals.time(bareTime);
        Tensor h = x;
        for (int i = 0; i < residuals.size(); i++) {
            h = residuals.get(i).apply(Tensor.cat(1, List.of(h, skips.removeLast())), time);
            h = attentions.isEmpty() ? h : attentions.get(i).apply(h, signals);
        }
        return doubling == null ? h : doubling.apply(h, skips.getLast(), time);
    }
}
