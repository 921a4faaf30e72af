package dev.calotype.tensor;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;

/** The operations of networks. Results belong to the innermost open scope; all are differentiable. */
public final class Ops {
    private Ops() {}

    /** x times the sigmoid of x. */
    public static Tensor silu(Tensor x) {
        return pointwise("silu", x);
    }

    /** x·Φ(x) with the exact normal distribution function. */
    public static Tensor gelu(Tensor x) {
        return Djl.call("gelu", () -> JniUtils.gelu(x.array()), x);
    }

    /** ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))), the usual approximation of gelu. */
    public static Tensor geluTanh(Tensor x) {
        if (!Djl.recording()) {
            return Scripts.INSTANCE.geluTanh(x);
        }
        Tensor inner = x.add(x.mul(x).mul(x).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
        return x.mul(0.5).mul(tanh(inner).add(1));
    }

    /** x·σ(1.702·x). */
    public static Tensor quickGelu(Tensor x) {
        return x.mul(sigmoid(x.mul(1.702)));
    }

    /** The logistic function. */
    public static Tensor sigmoid(Tensor x) {
        return pointwise("sigmoid", x);
    }

    /** e to the x. */
    public static Tensor exp(Tensor x) {
        return pointwise("exp", x);
    }

    /** The natural logarithm. */
    public static Tensor log(Tensor x) {
        return pointwise("log", x);
    }

    /** The sine, x in radians. */
    public static Tensor sin(Tensor x) {
        return pointwise("sin", x);
    }

    /** The cosine, x in radians. */
    public static Tensor cos(Tensor x) {
        return pointwise("cos", x);
    }

    /** The absolute value. */
    public static Tensor abs(Tensor x) {
        return pointwise("abs", x);
    }

    /** The negative. */
    public static Tensor neg(Tensor x) {
        return pointwise("neg", x);
    }

    /** The hyperbolic tangent. */
    public static Tensor tanh(Tensor x) {
        return pointwise("tanh", x);
    }

    /** The positive square root. */
    public static Tensor sqrt(Tensor x) {
        return pointwise("sqrt", x);
    }

    /** One over the positive square root. */
    public static Tensor rsqrt(Tensor x) {
        return pointwise("rsqrt", x);
    }

    /** The next integer below. */
    public static Tensor floor(Tensor x) {
        return pointwise("floor", x);
    }

    /** x or zero, whichever is larger. */
    public static Tensor relu(Tensor x) {
        return pointwise("relu", x);
    }

    /** x to a power. */
    public static Tensor pow(Tensor x, double exponent) {
        return Cells.of("pow", "Tensor_Tensor")
                .tensor(x)
                .tensor(Casts.number(exponent, x))
                .call();
    }

    /** Exponentials that sum to one over the last axis. */
    public static Tensor softmax(Tensor x) {
        return softmax(x, -1);
    }

    /** Exponentials that sum to one over an axis. */
    public static Tensor softmax(Tensor x, int axis) {
        return Cells.of("softmax", "int").tensor(x).integer(x.axis(axis)).none().call();
    }

    /** Normalises groups of channels of N×C×…, then scales and shifts each channel (Wu and He 2018, arXiv:1803.08494). */
    public static Tensor groupNorm(
            Tensor x, int groups, @Nullable Tensor weight, @Nullable Tensor bias, double epsilon) {
        if (groups < 1 || x.rank() < 2 || x.size(1) % groups != 0) {
            throw new TensorException(
                    "groupNorm cannot put the channels of " + x + " into " + groups + " equal groups");
        }
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
        return Djl.call(
                "layerNorm",
                () -> JniUtils.layerNorm(x.array(), last, weight.array(), bias.array(), epsilon),
                x,
                weight,
                bias);
    }

    /** Divides by the root of the mean square over the last axis, then scales (Zhang and Sennrich 2019, arXiv:1910.07467). */
    public static Tensor rmsNorm(Tensor x, Tensor weight, double epsilon) {
        return Scope.giving(
                () -> x.mul(rsqrt(x.mul(x).mean(true, -1).add(epsilon))).mul(weight));
    }

    /** x·Wᵀ + b over the last axis; W is out×in or out×in×1×1. */
    public static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return Kernels.linear(x, weight, bias);
    }

    /** Convolution of N×C×H×W with out×C×k×k. */
    public static Tensor conv2d(Tensor x, Tensor weight, @Nullable Tensor bias, int stride, int padding) {
        return Kernels.convolution(x, weight, bias, stride, padding, 1);
    }

    /** Convolution of N×C×H×W with out×(C/groups)×k×k, each group of channels by itself. */
    public static Tensor conv2d(Tensor x, Tensor weight, @Nullable Tensor bias, int stride, int padding, int groups) {
        return Kernels.convolution(x, weight, bias, stride, padding, groups);
    }

    /** Convolution of N×C×L with out×C×k. */
    public static Tensor conv1d(Tensor x, Tensor weight, @Nullable Tensor bias, int stride, int padding) {
        return Kernels.convolution(x, weight, bias, stride, padding, 1);
    }

    /** The transpose of a convolution: N×in×H×W with in×out×k×k to sides of (H−1)·stride − 2·padding + k. */
    public static Tensor convTranspose2d(Tensor x, Tensor weight, @Nullable Tensor bias, int stride, int padding) {
        return Convolutions.transposed(x, weight, bias, stride, padding);
    }

    /**
     * softmax(Q·Kᵀ/√d + mask)·V.
     *
     * @param query N×heads×T×d
     * @param key N×heads×C×d
     * @param value N×heads×C×d
     * @param mask added to the scores, or truth values where false shuts out; broadcast to N×heads×T×C; or null
     */
    public static Tensor attention(Tensor query, Tensor key, Tensor value, @Nullable Tensor mask) {
        return Kernels.attention(query, key, value, mask, false);
    }

    /** Attention in which a place sees itself and those before it. */
    public static Tensor causalAttention(Tensor query, Tensor key, Tensor value) {
        return Kernels.attention(query, key, value, null, true);
    }

    /** Repeats each pixel of N×C×H×W {@code scale} times in both directions. */
    public static Tensor upsampleNearest2d(Tensor x, int scale) {
        long[] size = {x.size(-2) * scale, x.size(-1) * scale};
        return Djl.call("upsampleNearest2d", () -> JniUtils.interpolate(x.array(), size, 0, false), x);
    }

    /** Means of side×side windows that do not overlap. */
    public static Tensor averagePool2d(Tensor x, int side) {
        Shape window = new Shape(side, side);
        return Djl.call(
                "averagePool2d", () -> JniUtils.avgPool(x.array(), window, window, new Shape(0, 0), false, true), x);
    }

    /** Adds a border of one value; the amounts are left, right, top, bottom of the last two axes. */
    public static Tensor pad(Tensor x, double value, long... amounts) {
        return Djl.call("pad", () -> JniUtils.pad(x.array(), amounts, value), x);
    }

    /** Adds a mirror image, without the edge itself; the amounts are left, right, then top, bottom, from the last axis. */
    public static Tensor padReflect(Tensor x, int... amounts) {
        return Convolutions.mirrored(x, amounts);
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

    private static Tensor pointwise(String name, Tensor x) {
        return Cells.of(name).tensor(x).call();
    }
}
