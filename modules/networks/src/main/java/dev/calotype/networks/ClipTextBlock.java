package dev.calotype.networks;

import dev.calotype.tensor.LayerNorm;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/** One block of a {@link ClipTextModel}: attention to earlier tokens and a perceptron, normed before, added after. */
record ClipTextBlock(
        LayerNorm norm1, Attention attention, LayerNorm norm2, Linear inner, Linear outer, Activation activation) {
    static ClipTextBlock from(Weights weights, ClipTextConfig config) {
        int size = config.size();
        Weights attention = weights.at("self_attn");
        return new ClipTextBlock(
                LayerNorm.from(weights.at("layer_norm1"), size, config.epsilon()),
                new Attention(
                        Linear.from(attention.at("q_proj"), size, size),
                        Linear.from(attention.at("k_proj"), size, size),
                        Linear.from(attention.at("v_proj"), size, size),
                        Linear.from(attention.at("out_proj"), size, size),
                        config.heads()),
                LayerNorm.from(weights.at("layer_norm2"), size, config.epsilon()),
                Linear.from(weights.at("mlp.fc1"), size, config.inner()),
                Linear.from(weights.at("mlp.fc2"), config.inner(), size),
                config.activation());
    }

    /** N×T×size to the same; {@code causal} is 1×1×T×T, 0 where a token may look and −∞ where not. */
    Tensor apply(Tensor x, Tensor causal) {
        return Scope.giving(() -> sum(x, causal));
    }

    private Tensor sum(Tensor x, Tensor causal) {
        Tensor normal = norm1.apply(x);
        Tensor seen = x.add(attention.apply(normal, normal, causal));
        return seen.add(outer.apply(activation.apply(inner.apply(norm2.apply(seen)))));
    }
}
