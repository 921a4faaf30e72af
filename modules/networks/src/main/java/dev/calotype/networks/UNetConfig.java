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
 * @param contextInput size of the tokens that are mapped to the context's size first; 0 maps none
 * @param embedding what joins the time
 * @param residual what only the levels that resample in residual blocks have
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
        int contextInput,
        EmbeddingConfig embedding,
        ResidualConfig residual) {
    /** What stands between the way down and the way up. */
    public enum Middle {
        /** Nothing. */
        NONE,
        /** One residual block. */
        RESIDUAL,
        /** A spatial transformer between two residual blocks. */
        ATTENTION,
        /** Attention with the context's tokens as additional ones between two residual blocks. */
        ADDED_ATTENTION
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

    /**
     * What only the levels that resample in residual blocks have, and the middle with added attention.
     *
     * @param outputScale what a residual block's sum is divided by
     * @param bareTime whether residual blocks take the embedding as it is, without activating it
     * @param normsContext whether the context is normed before added attention
     * @param middleOnlyContext whether the middle's added attention reads the context only
     */
    public record ResidualConfig(
            double outputScale, boolean bareTime, boolean normsContext, boolean middleOnlyContext) {}

    /** Copies the levels. */
    public UNetConfig {
        levels = List.copyOf(levels);
    }

    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    public static UNetConfig read(ConfigReader json) {
        return UNetConfigReading.read(json);
    }

    /** Size of the tokens that the U-Net must be given; 0 where it reads none. */
    public int contextSize() {
        boolean reads = middle == Middle.ATTENTION
                || middle == Middle.ADDED_ATTENTION
                || levels.stream().anyMatch(UNetLevel::attends);
        if (!reads) {
            return 0;
        }
        return contextInput == 0 ? levels.getFirst().contextSize() : contextInput;
    }

    /** Size of the embedding that residual blocks take. */
    int embeddingSize() {
        return embedding.appendsClasses() && embedding.classes() != EmbeddingConfig.Classes.NONE
                ? 2 * time.size()
                : time.size();
    }

    /** The style of a level of this kind. */
    BlockStyle style(LevelKind kind) {
        return kind.resamplesInBlocks() ? style.withOutputScale(residual.outputScale()) : style;
    }

    /** Whether a level of this kind takes the embedding without activating it. */
    boolean bareTime(LevelKind kind) {
        return kind.resamplesInBlocks() && residual.bareTime();
    }

    /** Channels of the coarsest level. */
    int deepest() {
        return levels.getLast().channels();
    }
}
