package dev.calotype.tensor;

/** Normalisation of the last axis with a scale and a shift. */
public record LayerNorm(Tensor weight, Tensor bias, double epsilon) {
    /** A normalisation of …×size. */
    public static LayerNorm from(Weights weights, int size, double epsilon) {
        return new LayerNorm(weights.take("weight", size), weights.take("bias", size), epsilon);
    }

    /** The same shape, normalised. */
    public Tensor apply(Tensor x) {
        return Ops.layerNorm(x, weight, bias, epsilon);
    }
}
