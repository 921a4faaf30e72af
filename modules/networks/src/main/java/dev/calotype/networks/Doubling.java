package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/** How a level of a U-Net's way up ends: at twice the height and width. */
sealed interface Doubling {
    /** N×C×H×W to N×C×2H×2W, or as high and wide as {@code like}; {@code time} is as for the residual blocks. */
    Tensor apply(Tensor x, Tensor like, Tensor time);

    /** Every pixel four times, then a convolution. */
    record Convolved(Conv2d convolution) implements Doubling {
        @Override
        public Tensor apply(Tensor x, Tensor like, Tensor time) {
            return convolution.apply(Resampling.doubledTo(x, like));
        }
    }

    /** A residual block that takes every pixel four times. */
    record Residual(ResidualBlock block) implements Doubling {
        @Override
        public Tensor apply(Tensor x, Tensor like, Tensor time) {
            return block.apply(x, time, map -> Resampling.doubledTo(map, like));
        }
    }

    static Doubling from(Weights weights, UNetLevel level, UNetConfig config) {
        int channels = level.channels();
        return level.up().resamplesInBlocks()
                ? new Residual(ResidualBlock.from(
                        weights, channels, channels, config.embeddingSize(), config.style(level.up())))
                : new Convolved(Conv2d.from(weights.at("conv"), channels, channels, 3, 1, 1));
    }
}
