package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/** How a level of a U-Net's way down ends: at half the height and width. */
sealed interface Halving {
    /** N×C×H×W to N×C×H/2×W/2; {@code time} is N×size as the level's residual blocks take it. */
    Tensor apply(Tensor x, Tensor time);

    /** A strided convolution. */
    record Strided(Conv2d convolution) implements Halving {
        @Override
        public Tensor apply(Tensor x, Tensor time) {
            return Resampling.halve(convolution, x);
        }
    }

    /** A residual block that averages four pixels. */
    record Averaged(ResidualBlock block) implements Halving {
        @Override
        public Tensor apply(Tensor x, Tensor time) {
            return block.apply(x, time);
        }
    }

    static Halving from(Weights weights, UNetLevel level, UNetConfig config) {
        int channels = level.channels();
        if (!level.down().resamplesInBlocks()) {
            return new Strided(Resampling.halving(weights.at("conv"), channels, config.downPadding()));
        }
        BlockStyle style = config.style(level.down());
        var shape = ResidualShape.of(channels, channels, config.embeddingSize(), style.groups());
        return new Averaged(ResidualBlock.from(weights, shape.resized(Resizing.AVERAGED), style));
    }
}
