package dev.calotype.tensor;

/** Group normalisation with a scale and a shift a channel. */
public record GroupNorm(Tensor weight, Tensor bias, int groups, double epsilon) {
    /** A normalisation of N×channels×…. */
    public static GroupNorm from(Weights weights, int channels, int groups, double epsilon) {
        return new GroupNorm(weights.take("weight", channels), weights.take("bias", channels), groups, epsilon);
    }

    /** The same shape, normalised. */
    public Tensor apply(Tensor x) {
        return Ops.groupNorm(x, groups, weight, bias, epsilon);
    }
}
