package dev.calotype.networks;

import dev.calotype.tensor.Ops;
import dev.calotype.tensor.RowInserts;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/** A linear map of every pixel's channels; files hold it as such or as a 1×1 convolution, which is the same. */
record Projection(Tensor weight, Tensor bias) {
    static Projection from(Weights weights, int size, BlockStyle style) {
        Tensor weight = style.linearProjection()
                ? weights.factor("weight", size, size)
                : weights.factor("weight", size, size, 1, 1);
        return new Projection(weight, weights.take("bias", size));
    }

    /** N×T×size to the same. */
    Tensor apply(Tensor tokens) {
        return RowInserts.linear(weight, tokens, Ops.linear(tokens, weight, bias));
    }
}
