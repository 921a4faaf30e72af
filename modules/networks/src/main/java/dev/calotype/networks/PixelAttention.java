package dev.calotype.networks;

import dev.calotype.tensor.GroupNorm;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/**
 * Attention among the pixels of a feature map, added to it.
 *
 * @param norm before it, or null for none
 * @param attention of the pixels
 * @param outputScale what the sum is divided by
 */
record PixelAttention(@Nullable GroupNorm norm, Attention attention, double outputScale) {
    /**
     * What an attention is made with.
     *
     * @param size channels
     * @param heads of the attention
     * @param groups of its norm; 0 for none
     * @param epsilon of its norm
     * @param outputScale what the sum is divided by
     */
    record Form(int size, int heads, int groups, double epsilon, double outputScale) {}

    /** An attention with one head, from its weights. */
    static PixelAttention from(Weights weights, int size, BlockStyle style) {
        return from(weights, new Form(size, 1, style.groups(), style.epsilon(), 1));
    }

    /** An attention from its weights, by today's names or those that older files have. */
    static PixelAttention from(Weights weights, Form form) {
        boolean old = weights.has("query.weight");
        int size = form.size();
        return new PixelAttention(
                form.groups() == 0
                        ? null
                        : GroupNorm.from(weights.at("group_norm"), size, form.groups(), form.epsilon()),
                new Attention(
                        Linear.from(weights.at(old ? "query" : "to_q"), size, size),
                        Linear.from(weights.at(old ? "key" : "to_k"), size, size),
                        Linear.from(weights.at(old ? "value" : "to_v"), size, size),
                        Linear.from(weights.at(old ? "proj_attn" : "to_out.0"), size, size),
                        form.heads()),
                form.outputScale());
    }

    /** N×C×H×W to the same. */
    Tensor apply(Tensor x) {
        return Scope.giving(() -> sum(x));
    }

    private Tensor sum(Tensor x) {
        Tensor tokens = Pixels.toTokens(norm == null ? x : norm.apply(x));
        Tensor sum = x.add(Pixels.toMap(attention.apply(tokens, tokens, null), x));
        return outputScale == 1 ? sum : sum.mul(1 / outputScale);
    }
}
