package dev.calotype.tensor;

import org.jspecify.annotations.Nullable;

/** Scaled dot-product attention (Vaswani et al. 2017, arXiv:1706.03762, eq. 1). */
final class Attention {
    private Attention() {}

    static Tensor of(Tensor query, Tensor key, Tensor value, @Nullable Tensor mask, boolean causal) {
        boolean fits = query.rank() >= 2
                && key.rank() == query.rank()
                && value.rank() == query.rank()
                && query.size(-1) == key.size(-1)
                && key.size(-2) == value.size(-2);
        if (!fits) {
            throw new TensorException("attention needs queries T×d, keys C×d and values C×e of one rank; it was given "
                    + query + ", " + key + ", " + value);
        }
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
}
