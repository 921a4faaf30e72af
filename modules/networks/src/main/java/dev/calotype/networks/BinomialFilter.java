package dev.calotype.networks;

import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * Halving and doubling through the filter [1, 3, 3, 1] in both directions, against aliasing (Zhang 2019,
 * arXiv:1904.11486; in score networks Song et al. 2021, arXiv:2011.13456, appendix H).
 */
final class BinomialFilter {
    private static final float[] TAPS = {1, 3, 3, 1};
    private static final float SUM = 8;

    private BinomialFilter() {}

    /** N×C×H×W to half the height and width. */
    static Tensor halved(Tensor x) {
        return eachPlane(x, planes -> Ops.conv2d(planes, kernel(1, x), null, 2, 1));
    }

    /** N×C×H×W to double the height and width. */
    static Tensor doubled(Tensor x) {
        return eachPlane(x, planes -> Ops.convTranspose2d(planes, kernel(4, x), null, 2, 1));
    }

    private static Tensor eachPlane(Tensor x, UnaryOperator<Tensor> filter) {
        return Scope.giving(() -> {
            Tensor filtered = filter.apply(x.reshape(x.size(0) * x.size(1), 1, x.size(2), x.size(3)));
            return filtered.reshape(x.size(0), x.size(1), filtered.size(2), filtered.size(3));
        });
    }

    /** 1×1×4×4 of this sum, in the type of {@code like}. */
    private static Tensor kernel(float sum, Tensor like) {
        int side = TAPS.length;
        float[] values = new float[side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = TAPS[i / side] * TAPS[i % side] / (SUM * SUM) * sum;
        }
        return Tensor.of(values, 1, 1, side, side).to(like.type());
    }
}
