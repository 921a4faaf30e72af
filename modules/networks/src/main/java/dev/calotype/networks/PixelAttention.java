package dev.calotype.networks;

import dev.calotype.tensor.GroupNorm;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/** Attention with one head among the pixels of a feature map, added to it. */
record PixelAttention(GroupNorm norm, Attention attention) {
    /** An attention from its weights, by today's names or those that older files have. */
    static PixelAttention from(Weights weights, int size, BlockStyle style) {
        boolean old = weights.has("query.weight");
        return new PixelAttention(
                GroupNorm.from(weights.at("group_norm"), size, style.groups(), style.epsilon()),
                new Attention(
                        Linear.from(weights.at(old ? "query" : "to_q"), size, size),
                        Linear.from(weights.at(old ? "key" : "to_k"), size, size),
                        Linear.from(weights.at(old ? "value" : "to_v"), size, size),
                        Linear.from(weights.at(old ? "proj_attn" : "to_out.0"), size, size),
                        1));
    }

    /** N×C×H×W to the same. */
    Tensor apply(Tensor x) {
        return Scope.giving(() -> sum(x));
    }

    private Tensor sum(Tensor x) {
        Tensor tokens = Pixels.toTokens(norm.apply(x));
        return x.add(Pixels.toMap(attention.apply(tokens, tokens, null), x));
    }
}
