package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One level of a {@link T2IAdapter}: halving, a map to its channels, residual convolutions, a map out of them. */
record FeatureBlock(
        boolean halves,
        @Nullable Conv2d in,
        List<Residual> residuals,
        @Nullable Conv2d out) {
    private static final int QUARTER = 4;

    /** Two convolutions added to what goes in. */
    record Residual(Conv2d first, Conv2d second) {
        Tensor apply(Tensor x) {
            return x.add(second.apply(Ops.relu(first.apply(x))));
        }
    }

    /** A level whose residual blocks end in a 1×1 convolution. */
    static FeatureBlock full(Weights weights, T2IAdapterConfig.Level level, int layers) {
        Conv2d in = level.in() == level.out() ? null : point(weights.at("in_conv"), level.in(), level.out());
        return new FeatureBlock(level.halves(), in, residuals(weights, level.out(), 1, layers), null);
    }

    /** A level that works on a quarter of its channels. */
    static FeatureBlock light(Weights weights, T2IAdapterConfig.Level level, int layers) {
        int inner = level.out() / QUARTER;
        return new FeatureBlock(
                level.halves(),
                point(weights.at("in_conv"), level.in(), inner),
                residuals(weights, inner, 3, layers),
                point(weights.at("out_conv"), inner, level.out()));
    }

    /** N×in×H×W to N×out×H×W, or half as high and wide, rounded up. */
    Tensor apply(Tensor x) {
        return Scope.giving(() -> {
            Tensor h = halves ? Ops.averagePool2dCovering(x, 2) : x;
            h = in == null ? h : in.apply(h);
            for (Residual residual : residuals) {
                h = residual.apply(h);
            }
            return out == null ? h : out.apply(h);
        });
    }

    private static List<Residual> residuals(Weights weights, int channels, int lastKernel, int layers) {
        return IntStream.range(0, layers)
                .mapToObj(i -> weights.at("resnets." + i))
                .map(block -> new Residual(
                        Conv2d.from(block.at("block1"), channels, channels, 3, 1, 1),
                        Conv2d.from(block.at("block2"), channels, channels, lastKernel, 1, lastKernel / 2)))
                .toList();
    }

    private static Conv2d point(Weights weights, int in, int out) {
        return Conv2d.from(weights, in, out, 1, 1, 0);
    }
}
