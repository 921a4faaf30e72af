package dev.calotype.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The operations of networks. Results belong to the innermost open scope; all are differentiable. */
public final class Ops {
    private Ops() {}

    /** x times the sigmoid of x. */
    public static Tensor silu(Tensor x) {
        return Cells.of("silu").tensor(x).call();
    }

    /** x·Φ(x) with the exact normal distribution function. */
    public static Tensor gelu(Tensor x) {
        return Tensor.wrap(JniUtils.gelu(x.array()));
    }

    /** x·σ(1.702·x). */
    public static Tensor quickGelu(Tensor x) {
        return x.mul(sigmoid(x.mul(1.702)));
    }

    /** The logistic function. */
    public static Tensor sigmoid(Tensor x) {
        return Cells.of("sigmoid").tensor(x).call();
    }

    /** e to the x. */
    public static Tensor exp(Tensor x) {
        return Cells.of("exp").tensor(x).call();
    }

    /** The absolute value. */
    public static Tensor abs(Tensor x) {
        return Cells.of("abs").tensor(x).call();
    }

    /** The hyperbolic tangent. */
    public static Tensor tanh(Tensor x) {
        return Cells.of("tanh").tensor(x).call();
    }

    /** The positive square root. */
    public static Tensor sqrt(Tensor x) {
        return Cells.of("sqrt").tensor(x).call();
    }

    /** x or zero, whichever is larger. */
    public static Tensor relu(Tensor x) {
        return Cells.of("relu").tensor(x).call();
    }

    /** Exponentials that sum to one over the last axis. */
    public static Tensor softmax(Tensor x) {
        return Cells.of("softmax", "int").tensor(x).integer(x.rank() - 1).none().call();
    }

    /** Normalises groups of channels of N×C×…, then scales and shifts each channel (Wu and He 2018, arXiv:1803.08494). */
    public static Tensor groupNorm(
            Tensor x, int groups, @Nullable Tensor weight, @Nullable Tensor bias, double epsilon) {
        return Cells.of("group_norm")
                .tensor(x)
                .integer(groups)
                .optional(weight)
                .optional(bias)
                .real(epsilon)
                .truth(true)
                .call();
    }

    /** Normalises the last axis, then scales and shifts it (Ba et al. 2016, arXiv:1607.06450). */
    public static Tensor layerNorm(Tensor x, Tensor weight, Tensor bias, double epsilon) {
        Shape last = new Shape(x.size(-1));
        return guarded(
                "layerNorm", x, () -> JniUtils.layerNorm(x.array(), last, weight.array(), bias.array(), epsilon));
    }

    /** x·Wᵀ + b over the last axis; W is out×in. */
    public static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return Cells.of("linear").tensor(x).tensor(weight).optional(bias).call();
    }

    /** Convolution of N×C×H×W with out×C×k×k. */
    public static Tensor conv2d(Tensor x, Tensor weight, @Nullable Tensor bias, int stride, int padding) {
        return guarded(
                "conv2d",
                x,
                () -> JniUtils.convolution(
                        x.array(),
                        weight.array(),
                        bias == null ? null : bias.array(),
                        new Shape(stride, stride),
                        new Shape(padding, padding),
                        new Shape(1, 1),
                        1));
    }

    /**
     * softmax(Q·Kᵀ/√d + mask)·V.
     *
     * @param query N×heads×T×d
     * @param key N×heads×C×d
     * @param value N×heads×C×d
     * @param mask added to the scores, broadcast to N×heads×T×C, or null
     */
    public static Tensor attention(Tensor query, Tensor key, Tensor value, @Nullable Tensor mask) {
        return Cells.of("scaled_dot_product_attention")
                .tensor(query)
                .tensor(key)
                .tensor(value)
                .optional(mask)
                .real(0)
                .truth(false)
                .none()
                .truth(false)
                .call();
    }

    /** Repeats each pixel of N×C×H×W {@code scale} times in both directions. */
    public static Tensor upsampleNearest2d(Tensor x, int scale) {
        long[] size = {x.size(-2) * scale, x.size(-1) * scale};
        return guarded("upsampleNearest2d", x, () -> JniUtils.interpolate(x.array(), size, 0, false));
    }

    /** Means of side×side windows that do not overlap. */
    public static Tensor averagePool2d(Tensor x, int side) {
        return guarded(
                "averagePool2d",
                x,
                () -> JniUtils.avgPool(
                        x.array(), new Shape(side, side), new Shape(side, side), new Shape(0, 0), false, true));
    }

    /** Adds a border of one value; the amounts are left, right, top, bottom of the last two axes. */
    public static Tensor pad(Tensor x, double value, long... amounts) {
        return guarded("pad", x, () -> JniUtils.pad(x.array(), amounts, value));
    }

    /** Rows of a table by their ids; the result has the ids' shape with one more axis. */
    public static Tensor embedding(Tensor ids, Tensor table) {
        return Cells.of("embedding")
                .tensor(table)
                .tensor(ids)
                .integer(-1)
                .truth(false)
                .truth(false)
                .call();
    }

    static Tensor binary(String name, Tensor a, Tensor b, BinaryOperator<PtNDArray> operation) {
        try {
            return Tensor.wrap(operation.apply(a.array(), b.array()));
        } catch (EngineException e) {
            throw new TensorException(name + " was refused for " + a + " and " + b, e);
        }
    }

    static Tensor shaped(String name, Tensor x, long[] numbers, UnaryOperator<PtNDArray> operation) {
        try {
            return Tensor.wrap(operation.apply(x.array()));
        } catch (EngineException e) {
            throw new TensorException(name + " to " + Arrays.toString(numbers) + " was refused for " + x, e);
        }
    }

    private static Tensor guarded(String name, Tensor x, java.util.function.Supplier<PtNDArray> operation) {
        try {
            return Tensor.wrap(operation.get());
        } catch (EngineException e) {
            throw new TensorException(name + " was refused for " + x, e);
        }
    }
}
