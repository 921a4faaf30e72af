package dev.calotype.tensor;

import org.jspecify.annotations.Nullable;

/** x·Wᵀ + b over the last axis, as ATen computes it. */
final class Linears {
    private Linears() {}

    static Tensor of(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return Cells.of("linear")
                .tensor(x)
                .tensor(matrix(weight))
                .optional(bias)
                .call();
    }

    /** A 1×1 kernel is a matrix too. */
    static Tensor matrix(Tensor weight) {
        boolean pointwise = weight.rank() == 4 && weight.size(2) == 1 && weight.size(3) == 1;
        return pointwise ? weight.reshape(weight.size(0), weight.size(1)) : weight;
    }

    /** Refuses what a packed weight cannot be multiplied with, before a kernel sees it. */
    static void check(Tensor x, Tensor weight, @Nullable Tensor bias) {
        boolean fits = (weight.rank() == 2 || (weight.rank() == 4 && weight.size(2) == 1 && weight.size(3) == 1))
                && x.rank() >= 1
                && x.size(-1) == weight.size(1)
                && x.type() == weight.type()
                && (bias == null || (bias.rank() == 1 && bias.size(0) == weight.size(0) && bias.type() == x.type()));
        if (!fits) {
            throw new TensorException("linear needs …×in, a weight out×in and a bias of out, all of one type; it was"
                    + " given " + x + ", " + weight + (bias == null ? "" : ", " + bias));
        }
    }
}
