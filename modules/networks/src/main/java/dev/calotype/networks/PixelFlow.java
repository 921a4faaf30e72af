package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What goes from block to block of a pixel U-Net.
 *
 * @param features N×C×H×W
 * @param picture the picture that runs beside the features where blocks feed it in or draw on it, or null
 */
record PixelFlow(Tensor features, @Nullable Tensor picture) {}
