package dev.calotype.tensor;

import org.jspecify.annotations.Nullable;

/** A convolution; the weight is out×in×k×k. */
public record Conv2d(Tensor weight, @Nullable Tensor bias, int stride, int padding) {
    /** A convolution of N×in×H×W with a square kernel and a bias. */
    public static Conv2d from(Weights weights, int in, int out, int kernel, int stride, int padding) {
        return new Conv2d(
                weights.factor("weight", out, in, kernel, kernel), weights.take("bias", out), stride, padding);
    }

    /** A convolution without a bias. */
    public static Conv2d withoutBias(Weights weights, int in, int out, int kernel, int stride, int padding) {
        return new Conv2d(weights.factor("weight", out, in, kernel, kernel), null, stride, padding);
    }

    /** N×in×H×W to N×out×H'×W', with the call's {@link RowInserts}. */
    public Tensor apply(Tensor x) {
        return RowInserts.convolution(this, x, Ops.conv2d(x, weight, bias, stride, padding));
    }
}
