package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What every block of a U-Net is told beside the features.
 *
 * @param time N×size, the activated embedding of the time
 * @param context N×C×contextSize
 * @param mask N×1×1×C, added to attention scores
 */
record UNetSignals(
        Tensor time, @Nullable Tensor context, @Nullable Tensor mask) {}
