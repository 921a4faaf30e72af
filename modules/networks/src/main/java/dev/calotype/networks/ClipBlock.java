package dev.calotype.networks;

import dev.calotype.tensor.LayerNorm;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/** One block of CLIP's encoders: attention among the tokens and a perceptron, normed before, added after. */
record ClipBlock(
        LayerNorm norm1, Attention attention, LayerNorm norm2, Linear inner, Linear outer, Activation activation) {
    /**
     * What a block is made of.
     *
     * @param size of a token's state
     * @param inner size of the perceptron's hidden layer
     * @param heads attention heads
     * @param activation of the perceptron
     * @param epsilon of the layer norms
     */
    record Shape(int size, int inner, int heads, Activation activation, double epsilon) {}

    static ClipBlock from(Weights weights, Shape shape) {
        int size = shape.size();
        Weights attention = weights.at("self_attn");
        return new ClipBlock(
                LayerNorm.from(weights.at("layer_norm1"), size, shape.epsilon()),
                new Attention(
                        Linear.from(attention.at("q_proj"), size, size),
                        Linear.from(attention.at("k_proj"), size, size),
                        Linear.from(attention.at("v_proj"), size, size),
                        Linear.from(attention.at("out_proj"), size, size),
                        shape.heads()),
                LayerNorm.from(weights.at("layer_norm2"), size, shape.epsilon()),
                Linear.from(weights.at("mlp.fc1"), size, shape.inner()),
                Linear.from(weights.at("mlp.fc2"), shape.inner(), size),
                shape.activation());
    }

    /** N×T×size to the same; {@code mask} is 1×1×T×T, 0 where a token may look and −∞ where not; null hides nothing. */
    Tensor apply(Tensor x, @Nullable Tensor mask) {
        return Scope.giving(() -> sum(x, mask));
    }

    private Tensor sum(Tensor x, @Nullable Tensor mask) {
        Tensor normal = norm1.apply(x);
        Tensor seen = x.add(attention.apply(normal, normal, mask));
        return seen.add(outer.apply(activation.apply(inner.apply(norm2.apply(seen)))));
    }
}
