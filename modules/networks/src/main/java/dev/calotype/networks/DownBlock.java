package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One level of a U-Net's way down: residual blocks, attention after each if the level has any, and halving. */
record DownBlock(
        List<ResidualBlock> residuals,
        List<ContextAttention> attentions,
        @Nullable Halving halving,
        boolean bareTime) {
    static DownBlock from(Weights weights, int in, UNetLevel level, boolean halves, UNetConfig config) {
        var residuals = new ArrayList<ResidualBlock>();
        var attentions = new ArrayList<ContextAttention>();
        LevelKind kind = level.down();
        for (int i = 0; i < level.layers(); i++) {
            residuals.add(ResidualBlock.from(
                    weights.at("resnets." + i),
                    i == 0 ? in : level.channels(),
                    level.channels(),
                    config.embeddingSize(),
                    config.style(kind)));
            if (kind.attends()) {
                attentions.add(ContextAttention.from(
                        weights.at("attentions." + i),
                        level,
                        kind,
                        level.depthsDown().get(i),
                        config));
            }
        }
        return new DownBlock(
                residuals,
                attentions,
                halves ? Halving.from(weights.at("downsamplers.0"), level, config) : null,
                config.bareTime(kind));
    }

    /** Walks down, noting every feature map that the way up will need. */
    Tensor apply(Tensor x, UNetSignals signals, List<Tensor> skips) {
        Tensor time = signals.time(bareTime);
        Tensor h = x;
        for (int i = 0; i < residuals.size(); i++) {
            h = residuals.get(i).apply(h, time);
            h = attentions.isEmpty() ? h : attentions.get(i).apply(h, signals);
            skips.add(h);
        }
        if (halving != null) {
            h = halving.apply(h, time);
            skips.add(h);
        }
        return h;
    }
}
