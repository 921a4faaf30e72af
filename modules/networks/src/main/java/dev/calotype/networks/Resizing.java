package dev.calotype.networks;

import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;

/** How a residual block changes the size of its features on the way through. */
enum Resizing {
    /** Not at all. */
    NONE,
    /** Halved by the mean of 2×2 pixels. */
    AVERAGED,
    /** Doubled by repeating pixels. */
    REPEATED,
    /** Halved through {@link BinomialFilter}. */
    FILTERED_DOWN,
    /** Doubled through {@link BinomialFilter}. */
    FILTERED_UP;

    /** N×C×H×W in its new size. */
    Tensor apply(Tensor x) {
        return switch (this) {
            case NONE -> x;
            case AVERAGED -> Ops.averagePool2d(x, 2);
            case REPEATED -> Ops.upsampleNearest2d(x, 2);
            case FILTERED_DOWN -> BinomialFilter.halved(x);
            case FILTERED_UP -> BinomialFilter.doubled(x);
        };
    }
}
