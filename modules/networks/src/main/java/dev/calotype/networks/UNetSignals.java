package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What every block of a U-Net is told beside the features.
 *
 * @param time N×size, the activated embedding of the time
 * @param bareTime the same, not activated
 * @param context N×C×contextSize
 * @param mask N×1×1×C, added to attention scores
 */
record UNetSignals(
        Tensor time,
        Tensor bareTime,
        @Nullable Tensor context,
        @Nullable Tensor mask) {
    /** The embedding as a block wants it. */
    Tensor time(boolean bare) {
        return bare ? bareTime : time;
    }
}
