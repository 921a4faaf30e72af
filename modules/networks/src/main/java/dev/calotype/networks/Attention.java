package dev.calotype.networks;

import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/**
 * Attention of tokens to a context with several heads (Vaswani et al. 2017, arXiv:1706.03762, section 3.2.2).
 *
 * @param query of the tokens
 * @param key of the context
 * @param value of the context
 * @param out of all heads together
 * @param heads how many
 */
record Attention(Linear query, Linear key, Linear value, Linear out, int heads) {
    /** Attention inside a transformer block: no biases but the output's. */
    static Attention from(Weights weights, int size, int contextSize, int heads) {
        return new Attention(
                Linear.withoutBias(weights.at("to_q"), size, size),
                Linear.withoutBias(weights.at("to_k"), contextSize, size),
                Linear.withoutBias(weights.at("to_v"), contextSize, size),
                Linear.from(weights.at("to_out.0"), size, size),
                heads);
    }

    /** N×T×size and N×C×contextSize to N×T×size; {@code mask} is added to the scores and is N×1×1×C. */
    Tensor apply(Tensor tokens, Tensor context, @Nullable Tensor mask) {
        Tensor mixed = Ops.attention(
                split(query.apply(tokens), heads),
                split(key.apply(context), heads),
                split(value.apply(context), heads),
                mask);
        return out.apply(merge(mixed));
    }

    /** N×heads×T×d to N×T×size. */
    static Tensor merge(Tensor x) {
        return x.transpose(1, 2).reshape(x.size(0), x.size(2), -1);
    }

    /** N×T×size to N×heads×T×d. */
    static Tensor split(Tensor x, int heads) {
        return x.reshape(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(1, 2);
    }
}
