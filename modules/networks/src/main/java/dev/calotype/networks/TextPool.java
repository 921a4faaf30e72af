package dev.calotype.networks;

import dev.calotype.tensor.LayerNorm;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.List;

/**
 * Pools the context into the time embedding ({@code addition_embed_type: text}): the context's mean plus a learned
 * vector attends to all tokens and to itself.
 */
record TextPool(
        LayerNorm norm1,
        Tensor position,
        Linear query,
        Linear key,
        Linear value,
        int heads,
        Linear out,
        LayerNorm norm2) {
    private static final double EPSILON = 1e-5;

    static TextPool from(Weights weights, UNetConfig config) {
        int size = config.contextSize();
        Weights pool = weights.at("pool");
        return new TextPool(
                LayerNorm.from(weights.at("norm1"), size, EPSILON),
                pool.take("positional_embedding", 1, size),
                Linear.from(pool.at("q_proj"), size, size),
                Linear.from(pool.at("k_proj"), size, size),
                Linear.from(pool.at("v_proj"), size, size),
                config.embedding().textPoolHeads(),
                Linear.from(weights.at("proj"), size, config.time().size()),
                LayerNorm.from(weights.at("norm2"), config.time().size(), EPSILON));
    }

    /** N×C×contextSize to N×size of the time embedding. */
    Tensor apply(Tensor context) {
        Tensor tokens = norm1.apply(context);
        Tensor mean = tokens.sum(true, 1).mul(1.0 / tokens.size(1)).add(position);
        Tensor all = Tensor.cat(1, List.of(mean, tokens));
        Tensor pooled = Ops.attention(split(query.apply(mean)), split(key.apply(all)), split(value.apply(all)), null);
        return norm2.apply(out.apply(pooled.reshape(context.size(0), -1)));
    }

    private Tensor split(Tensor x) {
        return x.reshape(x.size(0), x.size(1), heads, -1).transpose(1, 2);
    }
}
