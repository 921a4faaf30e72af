package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One level of a U-Net's way down: residual blocks, attention after each if the level has any, and halving. */
record DownBlock(
        List<ResidualBlock> residuals,
        List<SpatialTransformer> attentions,
        @Nullable Conv2d halving) {
    static DownBlock from(Weights weights, int in, UNetLevel level, boolean halves, UNetConfig config) {
        var residuals = new ArrayList<ResidualBlock>();
        var attentions = new ArrayList<SpatialTransformer>();
        for (int i = 0; i < level.layers(); i++) {
            residuals.add(ResidualBlock.from(
                    weights.at("resnets." + i),
                    i == 0 ? in : level.channels(),
                    level.channels(),
                    config.time().size(),
                    config.style()));
            if (level.attendsDown()) {
                attentions.add(SpatialTransformer.from(weights.at("attentions." + i), level, config.style()));
            }
        }
        return new DownBlock(
                residuals,
                attentions,
                halves
                        ? Resampling.halving(weights.at("downsamplers.0.conv"), level.channels(), config.downPadding())
                        : null);
    }

    /** Walks down, noting every feature map that the way up will need. */
    Tensor apply(Tensor x, UNetSignals signals, List<Tensor> skips) {
        Tensor h = x;
        for (int i = 0; i < residuals.size(); i++) {
            h = residuals.get(i).apply(h, signals.time());
            h = attentions.isEmpty() ? h : attentions.get(i).apply(h, signals);
            skips.add(h);
        }
        if (halving != null) {
            h = Resampling.halve(halving, h);
            skips.add(h);
        }
        return h;
    }
}
