package dev.calotype.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Which kernel computes a layer's product, and why; nothing else decides.
 *
 * <ul>
 *   <li>A {@linkplain Tensor#fixed fixed} weight on the host is packed once for oneDNN, which otherwise reorders it at
 *       every call: with few places to apply it at, that is half of the time.
 *   <li>A fixed 3×3 kernel of many channels, yet not so many that four times its memory counts, goes by {@link Winograd}.
 *   <li>bf16 on a processor without instructions for it is computed in F32: oneDNN imitates them at a quarter of F32's speed.
 *   <li>bf16 attention on a processor with them is two products of contiguous operands, as long as all scores fit into half a
 *       gigabyte; the fused kernel is no faster in bf16 than in F32.
 *   <li>A {@linkplain Tensor#quantised quantised} weight is spread to the type of the product for one call, and its scales
 *       multiply the answer: see {@link Quantised}.
 *   <li>Everything else, and whatever is recorded for gradients, goes to ATen as it stands.
 * </ul>
 *
 * A weight's kernel depends on the weight alone, never on the input, so an answer does not depend on who came first.
 */
final class Kernels {
    private static final long FEWEST_CHANNELS = 256;
    private static final long MOST_WEIGHTS = 640 * 640;
    private static final long MOST_SCORES = 1L << 28;

    private Kernels() {}

    static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        Quantised quantised = quantised(weight);
        if (quantised != null) {
            Linears.check(x, weight, bias);
            return quantised.linear(x, bias);
        }
        Fixed fixed = fixed(x, weight);
        if (fixed == null) {
            return widens(x, weight)
                    ? Scope.giving(() ->
                            Linears.of(wide(x), wide(weight), wideOrNull(bias)).to(x.type()))
                    : Linears.of(x, weight, bias);
        }
        Linears.check(x, weight, bias);
        long places = x.count() / x.size(-1);
        return switch (fixed.packed(weight, () -> PackedLinear.of(weight, places))) {
            case PackedLinear packed -> packed.apply(x, bias);
            case PackedConvolution _, Winograd _, Quantised _ -> throw packedOtherwise("linear", x, weight);
        };
    }

    static Tensor convolution(Tensor x, Tensor weight, @Nullable Tensor bias, int stride, int padding, int groups) {
        Quantised quantised = quantised(weight);
        if (quantised != null) {
            Convolutions.check(x, weight, bias, stride, padding, groups);
            return quantised.convolution(x, bias, stride, padding, groups);
        }
        Fixed fixed = groups == 1 && weight.rank() == 4 ? fixed(x, weight) : null;
        if (fixed == null) {
            return widens(x, weight)
                    ? Scope.giving(
                            () -> Convolutions.groups(wide(x), wide(weight), wideOrNull(bias), stride, padding, groups)
                                    .to(x.type()))
                    : Convolutions.groups(x, weight, bias, stride, padding, groups);
        }
        Convolutions.check(x, weight, bias, stride, padding, 1);
        boolean plainStep = stride == 1 && padding == 1;
        return switch (fixed.packed(weight, () -> pack(x, weight, stride, padding))) {
            case PackedConvolution packed -> packed.apply(x, bias, stride, padding);
            case Winograd packed when plainStep -> packed.apply(x, bias);
            case Winograd _, PackedLinear _, Quantised _ -> throw packedOtherwise("a convolution", x, weight);
        };
    }

    static Tensor attention(Tensor query, Tensor key, Tensor value, @Nullable Tensor mask, boolean causal) {
        Attention.check(query, key, value);
        if (widens(query, key)) {
            Tensor added = mask == null || mask.type() == Type.BOOL ? mask : wide(mask);
            return Scope.giving(() -> Attention.fused(wide(query), wide(key), wide(value), added, causal)
                    .to(query.type()));
        }
        return !causal && multiplies(query, key, mask)
                ? Attention.product(query, key, value, mask)
                : fusedOfContiguous(query, key, value, mask, causal);
    }

    /** The kernel reads keys and values once for each block of queries. */
    private static Tensor fusedOfContiguous(
            Tensor query, Tensor key, Tensor value, @Nullable Tensor mask, boolean causal) {
        return Scope.giving(() -> Attention.fused(query, key.contiguous(), value.contiguous(), mask, causal));
    }

    private static boolean multiplies(Tensor query, Tensor key, @Nullable Tensor mask) {
        return Processor.MULTIPLIES_BF16
                && isPlainBf16(query, key)
                && (mask == null || mask.type() == Type.BF16)
                && query.count() / query.size(-1) * key.size(-2) <= MOST_SCORES;
    }

    private static TensorException packedOtherwise(String asked, Tensor x, Tensor weight) {
        return new TensorException(asked + " was asked of " + x + " with " + weight
                + ", which another kind of layer has packed for itself; take it from its file once for each");
    }

    private static Packed pack(Tensor x, Tensor weight, int stride, int padding) {
        return suitsWinograd(weight, stride, padding)
                ? Winograd.of(weight)
                : PackedConvolution.of(weight, stride, padding, x.shape());
    }

    private static boolean suitsWinograd(Tensor weight, int stride, int padding) {
        long out = weight.size(0);
        long in = weight.size(1);
        return weight.type() == Type.F32
                && weight.size(2) == 3
                && weight.size(3) == 3
                && stride == 1
                && padding == 1
                && Math.min(in, out) >= FEWEST_CHANNELS
                && in * out <= MOST_WEIGHTS;
    }

    /** What is known of a weight that is packed for a call with x; null where ATen takes the call as it stands. */
    private static @Nullable Fixed fixed(Tensor x, Tensor weight) {
        Fixed fixed = weight.fixing();
        boolean packs = fixed != null
                && !Djl.recording()
                && (weight.type() == Type.F32 || (weight.type() == Type.BF16 && Processor.MULTIPLIES_BF16))
                && x.count() > 0;
        return packs ? fixed : null;
    }

    /** The whole numbers of a quantised weight; null for any other, and where the call is recorded, which none can be. */
    private static @Nullable Quantised quantised(Tensor weight) {
        Fixed fixed = weight.fixing();
        return fixed == null || Djl.recording() ? null : fixed.quantised();
    }

    /** What a product on the host is computed in where its operands have to be spread anyway. */
    static Type productType(Type type) {
        boolean narrow = type == Type.F16 || (type == Type.BF16 && !Processor.MULTIPLIES_BF16);
        return narrow ? Type.F32 : type;
    }

    private static boolean widens(Tensor x, Tensor weight) {
        return !Processor.MULTIPLIES_BF16 && isPlainBf16(x, weight);
    }

    private static boolean isPlainBf16(Tensor x, Tensor y) {
        return x.type() == Type.BF16
                && y.type() == Type.BF16
                && !Djl.recording()
                && x.device().kind() == HostMemory.HOST.kind();
    }

    private static Tensor wide(Tensor x) {
        return x.to(Type.F32);
    }

    private static @Nullable Tensor wideOrNull(@Nullable Tensor x) {
        return x == null ? null : x.to(Type.F32);
    }
}
