package dev.calotype.tensor;

import org.jspecify.annotations.Nullable;

/** An affine map over the last axis; the weight is out×in. */
public record Linear(Tensor weight, @Nullable Tensor bias) {
    /** A map with a bias. */
    public static Linear from(Weights weights, int in, int out) {
        return new Linear(weights.factor("weight", out, in), weights.take("bias", out));
    }

    /** A map without a bias. */
    public static Linear withoutBias(Weights weights, int in, int out) {
        return new Linear(weights.factor("weight", out, in), null);
    }

    /** …×in to …×out, with the call's {@link RowInserts}. */
    public Tensor apply(Tensor x) {
        return RowInserts.linear(weight, x, Ops.linear(x, weight, bias));
    }
}
