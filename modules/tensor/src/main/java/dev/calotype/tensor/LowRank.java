package dev.calotype.tensor;

import java.util.Arrays;

/**
 * A low-rank change of one layer's weight, in the type that the layer computes in, ΔW = up·down (Hu et al. 2022, arXiv:2106.09685, equation 3).
 *
 * @param down rank×in, or rank×in×k×k for a convolution
 * @param up out×rank, or out×rank×1×1; α/rank is multiplied in
 */
public record LowRank(Tensor down, Tensor up) {
    /** What it adds to the answers of a linear map to n rows, each times its scale; n×…×in to n×…×out. */
    Tensor linear(Tensor rows, Tensor scales) {
        Tensor inner = Ops.linear(rows, matrix(down), null);
        return Ops.linear(scaled(inner, scales), matrix(up), null);
    }

    /** The same for a convolution; n×in×H×W to n×out×H'×W'. */
    Tensor convolution(Tensor rows, Tensor scales, int stride, int padding) {
        Tensor inner = Ops.conv2d(rows, kernel(down), null, stride, padding);
        return Ops.conv2d(scaled(inner, scales), kernel(up), null, 1, 0);
    }

    private static Tensor matrix(Tensor factor) {
        return factor.rank() == 2 ? factor : factor.reshape(factor.size(0), -1);
    }

    private static Tensor kernel(Tensor factor) {
        return factor.rank() == 4 ? factor : factor.unsqueeze(2).unsqueeze(3);
    }

    /** Each row times its F32 scale, rounded to the rows' type once. */
    private static Tensor scaled(Tensor rows, Tensor scales) {
        long[] shape = new long[rows.rank()];
        Arrays.fill(shape, 1);
        shape[0] = scales.size(0);
        return rows.mul(scales.reshape(shape)).to(rows.type());
    }
}
