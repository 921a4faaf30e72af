package dev.calotype.networks;

import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/** A perceptron that brings a vector to the size of the time embedding. */
record VectorEmbedding(
        Linear inner,
        Activation activation,
        Linear outer,
        @Nullable Activation after) {
    static VectorEmbedding from(Weights weights, int in, int size, Activation activation, @Nullable Activation after) {
        return new VectorEmbedding(
                Linear.from(weights.at("linear_1"), in, size),
                activation,
                Linear.from(weights.at("linear_2"), size, size),
                after);
    }

    /** N×in to N×size. */
    Tensor apply(Tensor vectors) {
        Tensor embedded = outer.apply(
                activation.apply(inner.apply(vectors.to(inner.weight().type()))));
        return after == null ? embedded : after.apply(embedded);
    }
}
