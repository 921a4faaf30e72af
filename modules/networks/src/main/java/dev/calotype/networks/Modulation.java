package dev.calotype.networks;

import dev.calotype.spi.Signal;

/**
 * What feature-wise modulation does to the features of one place, channel by channel: γx + β (Perez et al. 2018,
 * arXiv:1709.07871, equation 2).
 *
 * @param place after which layer
 * @param scale C, γ − 1, so that zeros change nothing
 * @param shift C, β
 */
public record Modulation(BlockPlace place, Signal scale, Signal shift) {
    /**
     * Checks the shapes.
     *
     * @throws IllegalArgumentException if they are not one number a channel each
     */
    public Modulation {
        if (scale.shape().size() != 1 || !scale.shape().equals(shift.shape())) {
            throw new IllegalArgumentException("a modulation scales by " + scale.shape() + " and shifts by "
                    + shift.shape() + "; both are one number a channel");
        }
    }

    /** How many channels it is for. */
    int channels() {
        return scale.values().length;
    }
}
