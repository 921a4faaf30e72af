package dev.calotype.networks;

import java.util.Arrays;
import java.util.Optional;

/** What a level of a U-Net is made of on one of its two ways. */
public enum LevelKind {
    /** Residual blocks, resampled by a convolution. */
    PLAIN("DownBlock2D", "UpBlock2D"),
    /** The same with a spatial transformer after each residual block. */
    CROSS("CrossAttnDownBlock2D", "CrossAttnUpBlock2D"),
    /** Residual blocks, resampled inside one more. */
    RESIDUAL("ResnetDownsampleBlock2D", "ResnetUpsampleBlock2D"),
    /** The same with an attention after each residual block that takes context tokens as additional ones. */
    ADDED("SimpleCrossAttnDownBlock2D", "SimpleCrossAttnUpBlock2D");

    private final String down;
    private final String up;

    LevelKind(String down, String up) {
        this.down = down;
        this.up = up;
    }

    /** Whether attention follows each residual block. */
    public boolean attends() {
        return this == CROSS || this == ADDED;
    }

    /** Whether a residual block resamples, not a convolution alone. */
    boolean resamplesInBlocks() {
        return this == RESIDUAL || this == ADDED;
    }

    /** The kind of a block on the way down, by its name in a configuration. */
    static Optional<LevelKind> ofDown(String name) {
        return Arrays.stream(values()).filter(kind -> kind.down.equals(name)).findFirst();
    }

    /** The kind of a block on the way up, by its name in a configuration. */
    static Optional<LevelKind> ofUp(String name) {
        return Arrays.stream(values()).filter(kind -> kind.up.equals(name)).findFirst();
    }

    /** The name on the way down. */
    String down() {
        return down;
    }

    /** The name on the way up. */
    String up() {
        return up;
    }
}
