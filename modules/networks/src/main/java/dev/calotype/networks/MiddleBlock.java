package dev.calotype.networks;

import dev.calotype.networks.UNetConfig.Middle;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/** What stands between a U-Net's way down and its way up: a residual block, then perhaps attention and another one. */
record MiddleBlock(
        ResidualBlock before,
        @Nullable SpatialTransformer attention,
        @Nullable ResidualBlock after) {
    static MiddleBlock from(Weights weights, UNetConfig config) {
        UNetLevel level = config.levels().getLast();
        BlockStyle style = config.style().withOutputScale(config.middleScale());
        boolean attends = config.middle() == Middle.ATTENTION;
        return new MiddleBlock(
                residual(weights.at("resnets.0"), config, style),
                attends ? SpatialTransformer.from(weights.at("attentions.0"), level, style) : null,
                attends ? residual(weights.at("resnets.1"), config, style) : null);
    }

    Tensor apply(Tensor x, UNetSignals signals) {
        Tensor h = before.apply(x, signals.time());
        h = attention == null ? h : attention.apply(h, signals);
        return after == null ? h : after.apply(h, signals.time());
    }

    private static ResidualBlock residual(Weights weights, UNetConfig config, BlockStyle style) {
        int channels = config.levels().getLast().channels();
        return ResidualBlock.from(weights, channels, channels, config.time().size(), style);
    }
}
