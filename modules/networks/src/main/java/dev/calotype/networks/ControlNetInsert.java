package dev.calotype.networks;

import dev.calotype.spi.Signal;

/**
 * A hint for a ControlNet.
 *
 * @param network the ControlNet
 * @param hint what {@link ControlNetModel#embed} gave for the hint's picture
 * @param guess whether shallow features weigh less, for rows without a prompt
 */
public record ControlNetInsert(ControlNetModel network, Signal hint, Guess guess) implements ResidualsInsert {
    /** How residuals weigh by depth. */
    public enum Guess {
        /** All alike. */
        OFF,
        /** From a tenth at the first skip to 1 at the middle, in equal ratios. */
        ON
    }
}
