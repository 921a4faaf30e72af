package dev.calotype.tensor;

import org.jspecify.annotations.Nullable;

/** Scaled dot-product attention (Vaswani et al. 2017, arXiv:1706.03762, eq. 1). */
final class Attention {
    private Attention() {}

    /** By ATen's kernel, which never holds all scores. */
    static Tensor fused(Tensor query, Tensor key, Tensor value, @Nullable Tensor mask, boolean causal) {
        return Cells.of("scaled_dot_product_attention")
                .tensor(query)
                .tensor(key)
                .tensor(value)
                .optional(mask)
                .real(0)
                .truth(causal)
                .none()
                .truth(false)
                .call();
    }

    /** By two products of contiguous operands, with all scores between. */
    static Tensor product(Tensor query, Tensor key, Tensor value, @Nullable Tensor mask) {
        return Scope.giving(() -> {
            Tensor scaled = query.contiguous().mul(1 / Math.sqrt((double) query.size(-1)));
            Tensor scores = scaled.matmul(key.contiguous().transpose(-1, -2));
            Tensor shares = Ops.softmax(mask == null ? scores : scores.add(mask));
            return shares.matmul(value.contiguous());
        });
    }

    /** Refuses operands that do not belong together. */
    static void check(Tensor query, Tensor key, Tensor value) {
        boolean fits = query.rank() >= 2
                && key.rank() == query.rank()
                && value.rank() == query.rank()
                && query.size(-1) == key.size(-1)
                && key.size(-2) == value.size(-2);
        if (!fits) {
            throw new TensorException("attention needs queries T×d, keys C×d and values C×e of one rank; it was given "
                    + query + ", " + key + ", " + value);
        }
    }
}
