package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.UNetConfig.TimeConfig;
import java.util.List;

/**
 * What {@code unet/config.json} says of a UNet2DModel, with the reference's defaults.
 *
 * @param inChannels of the noisy picture
 * @param outChannels of the answer
 * @param sampleHeight the height it was trained at
 * @param sampleWidth the width it was trained at
 * @param levels resolutions, finest first
 * @param middle what stands between the way down and the way up
 * @param style what all blocks have in common; 0 groups where each block counts its own
 * @param telling how the time is told
 * @param time how what tells the time is embedded
 * @param timeEntries how many times a learned table has
 * @param classes what else is told
 * @param centersInput whether the input is mapped to 2x − 1
 * @param downPadding padding of the strided convolutions; 0 pads on the right and at the bottom only
 */
public record UNet2DConfig(
        int inChannels,
        int outChannels,
        int sampleHeight,
        int sampleWidth,
        List<Level> levels,
        Middle middle,
        BlockStyle style,
        Telling telling,
        TimeConfig time,
        int timeEntries,
        Classes classes,
        boolean centersInput,
        int downPadding) {
    /** The most groups that a norm counts for itself. */
    private static final int MOST_GROUPS = 32;

    /** What a block is made of. */
    public enum Block {
        /** Residual blocks, then a convolution that halves or doubles. */
        PLAIN,
        /** Residual blocks, the last of which halves or doubles. */
        RESIDUAL,
        /** Residual blocks with attention, then a convolution that halves or doubles. */
        ATTENTION,
        /** Residual blocks with attention, then a residual block that halves or doubles. */
        RESIDUAL_ATTENTION,
        /** Residual blocks beside which the picture runs, as in NCSN++. */
        SKIP,
        /** The same with attention. */
        SKIP_ATTENTION;

        boolean attends() {
            return this == ATTENTION || this == RESIDUAL_ATTENTION || this == SKIP_ATTENTION;
        }

        boolean resizesByResidual() {
            return this == RESIDUAL || this == RESIDUAL_ATTENTION;
        }

        boolean hasPicture() {
            return this == SKIP || this == SKIP_ATTENTION;
        }
    }

    /**
     * One resolution.
     *
     * @param channels of the features
     * @param layers residual blocks on the way down; the way up has one more
     * @param heads attention heads; {@code channels} is a multiple of them
     * @param down the block on the way down
     * @param up the block on the way up
     */
    public record Level(int channels, int layers, int heads, Block down, Block up) {}

    /**
     * What stands between the ways.
     *
     * @param present whether there is anything
     * @param attends whether there is attention between its two residual blocks
     * @param groups of the attention's norm; 0 for none
     * @param scale what sums are divided by
     */
    public record Middle(boolean present, boolean attends, int groups, double scale) {}

    /** How the time is told. */
    public enum Telling {
        /** By sines and cosines of falling frequency. */
        WAVES,
        /** By sines and cosines of random frequency of the logarithm of σ; the answer is divided by σ. */
        FOURIER,
        /** By a table with an entry for every time. */
        TABLE
    }

    /**
     * What else is told.
     *
     * @param kind how
     * @param count how many classes there are in a table
     */
    public record Classes(Kind kind, int count) {
        /** How a class is told. */
        public enum Kind {
            /** There is none. */
            NONE,
            /** By a table. */
            TABLE,
            /** As the time is. */
            TIME
        }
    }

    /** Copies the levels. */
    public UNet2DConfig {
        levels = List.copyOf(levels);
    }

    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    public static UNet2DConfig read(ConfigReader json) {
        return UNet2DConfigReading.read(json);
    }

    /** How often the finest level's sides are those of the coarsest. */
    public int reduction() {
        return 1 << (levels.size() - 1);
    }

    /** Groups of a norm over so many channels. */
    int groups(int channels) {
        return style.groups() == 0 ? ownGroups(channels) : style.groups();
    }

    /** Groups of a norm that counts its own. */
    static int ownGroups(int channels) {
        return Math.min(channels / 4, MOST_GROUPS);
    }
}
