package dev.calotype.networks;

import dev.calotype.networks.UNetConfig.Middle;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/** What stands between a U-Net's way down and its way up: a residual block, then perhaps attention and another one. */
record MiddleBlock(
        ResidualBlock before,
        @Nullable ContextAttention attention,
        @Nullable ResidualBlock after,
        boolean bareTime) {
    static MiddleBlock from(Weights weights, UNetConfig config) {
        BlockStyle style = config.style().withOutputScale(config.middleScale());
        ContextAttention attention = attention(weights.at("attentions.0"), config);
        return new MiddleBlock(
                residual(weights.at("resnets.0"), config, style),
                attention,
                attention == null ? null : residual(weights.at("resnets.1"), config, style),
                config.middle() == Middle.ADDED_ATTENTION && config.residual().bareTime());
    }

    Tensor apply(Tensor x, UNetSignals signals) {
        Tensor time = signals.time(bareTime);
        Tensor h = before.apply(x, time);
        h = attention == null ? h : attention.apply(h, signals);
        return after == null ? h : after.apply(h, time);
    }

    private static @Nullable ContextAttention attention(Weights weights, UNetConfig config) {
        UNetLevel level = config.levels().getLast();
        return switch (config.middle()) {
            case NONE, RESIDUAL -> null;
            case ATTENTION ->
                SpatialTransformer.from(weights, level, level.depthsDown().getFirst(), false, config.style());
            case ADDED_ATTENTION ->
                AddedAttention.from(weights, level, config.residual().middleOnlyContext(), config);
        };
    }

    private static ResidualBlock residual(Weights weights, UNetConfig config, BlockStyle style) {
        int channels = config.deepest();
        return ResidualBlock.from(weights, channels, channels, config.embeddingSize(), style);
    }
}
