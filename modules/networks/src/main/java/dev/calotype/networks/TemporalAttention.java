package dev.calotype.networks;

import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/**
 * Attention within very many short sequences: softmax(Q·Kᵀ/√d + mask)·V as two batched products of contiguous matrices. The
 * fused kernel divides its work by sequence and spends its time on starting, not on multiplying.
 */
record TemporalAttention(Attention maps) {
    static TemporalAttention from(Weights weights, int size, int heads) {
        return new TemporalAttention(Attention.from(weights, size, size, heads));
    }

    /** B×F×size to the same; {@code mask} is added to the scores and is F×F. */
    Tensor apply(Tensor tokens, @Nullable Tensor mask) {
        long frames = tokens.size(1);
        long size = tokens.size(2) / maps.heads();
        Tensor query = matrices(maps.query().apply(tokens)).mul(1 / Math.sqrt((double) size));
        Tensor scores = query.matmul(matrices(maps.key().apply(tokens)).transpose(1, 2));
        Tensor shares = Ops.softmax(mask == null ? scores : scores.add(mask));
        Tensor mixed = shares.matmul(matrices(maps.value().apply(tokens)));
        return maps.out().apply(Attention.merge(mixed.reshape(tokens.size(0), maps.heads(), frames, size)));
    }

    /** B×F×size to (B·heads)×F×d in C order. */
    private Tensor matrices(Tensor x) {
        return Attention.split(x, maps.heads())
                .contiguous()
                .reshape(x.size(0) * maps.heads(), x.size(1), x.size(2) / maps.heads());
    }
}
