package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/** Halving and doubling of feature maps. */
final class Resampling {
    private Resampling() {}

    /** A strided convolution; with padding 0 it is for {@link #halve} to pad on the right and at the bottom. */
    static Conv2d halving(Weights weights, int channels, int padding) {
        return Conv2d.from(weights, channels, channels, 3, 2, padding);
    }

    /** N×C×H×W to half the height and width. */
    static Tensor halve(Conv2d halving, Tensor x) {
        return halving.apply(halving.padding() == 0 ? Ops.pad(x, 0, 0, 1, 0, 1) : x);
    }

    /** Each pixel four times, less a last row or column where {@code like} had an odd size when it was halved. */
    static Tensor doubledTo(Tensor x, Tensor like) {
        Tensor doubled = Ops.upsampleNearest2d(x, 2);
        for (int axis = 2; axis <= 3; axis++) {
            if (doubled.size(axis) != like.size(axis)) {
                doubled = doubled.narrow(axis, 0, like.size(axis));
            }
        }
        return doubled;
    }
}
