package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;
import java.util.List;

/**
 * What {@code unet/config.json} says of a UNet2DConditionModel, with the reference's defaults.
 *
 * @param inChannels of the noisy latent with whatever is stacked on it
 * @param outChannels of the answer
 * @param sampleHeight the latent height it was trained at
 * @param sampleWidth the latent width it was trained at
 * @param levels resolutions, finest first
 * @param middle what stands between the way down and the way up
 * @param middleScale what the middle's residual sums are divided by
 * @param style what all blocks have in common
 * @param time how the time is embedded
 * @param centersInput whether the input is mapped to 2x − 1
 * @param inKernel side of the first convolution
 * @param outKernel side of the last convolution
 * @param downPadding padding of the strided convolutions; 0 pads on the right and at the bottom only
 * @param textPoolHeads heads of the attention that pools the context into the time embedding; 0 pools none
 */
public record UNetConfig(
        int inChannels,
        int outChannels,
        int sampleHeight,
        int sampleWidth,
        List<UNetLevel> levels,
        Middle middle,
        double middleScale,
        BlockStyle style,
        TimeConfig time,
        boolean centersInput,
        int inKernel,
        int outKernel,
        int downPadding,
        int textPoolHeads) {
    /** What stands between the way down and the way up. */
    public enum Middle {
        /** Nothing. */
        NONE,
        /** One residual block. */
        RESIDUAL,
        /** Attention between two residual blocks. */
        ATTENTION
    }

    /**
     * How the time is embedded.
     *
     * @param channels of the sinusoid
     * @param size of the embedding
     * @param cosineFirst whether cosines come before sines
     * @param frequencyShift subtracted from the count of frequencies
     */
    public record TimeConfig(int channels, int size, boolean cosineFirst, double frequencyShift) {}

    /** Copies the levels. */
    public UNetConfig {
        levels = List.copyOf(levels);
    }

    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    public static UNetConfig read(ConfigReader json) {
        return UNetConfigReading.read(json);
    }

    /** Channels of the coarsest level. */
    int deepest() {
        return levels.getLast().channels();
    }
}
