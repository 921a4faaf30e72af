package dev.calotype.networks;

import dev.calotype.spi.Insert;

/**
 * Residuals that a network beside the U-Net adds to a row's skips and to its middle (Zhang et al. 2023, arXiv:2302.05543,
 * equation 2). Immutable; holds no native memory of its own.
 */
public interface ResidualsInsert extends Insert {
    /** The network that answers; all rows of a call whose inserts name the same one are one call of it. */
    ResidualsNetwork network();
}
