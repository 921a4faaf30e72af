package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Ops;
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
        private static final int SIDE = 2;

        @Override
        public Tensor apply(Tensor x, Tensor time) {
            return block.apply(x, time, map -> Ops.averagePool2d(map, SIDE));
        }
    }

    static Halving from(Weights weights, UNetLevel level, UNetConfig config) {
        int channels = level.channels();
        return level.down().resamplesInBlocks()
                ? new Averaged(ResidualBlock.from(
                        weights, channels, channels, config.embeddingSize(), config.style(level.down())))
                : new Strided(Resampling.halving(weights.at("conv"), channels, config.downPadding()));
    }
}
