package dev.calotype.tensor;

import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A weight in whole numbers of a byte, w ≈ q·s with one scale an output channel (Jacob et al. 2018, arXiv:1712.05877,
 * equation 1 with Z = 0). Inputs stay as they are: x·wᵀ = (x·qᵀ)·s, so the product is off by Σ|x|·s/2 at most, beside its
 * own rounding.
 *
 * <p>The whole numbers are exact in every floating type, and spread to the product's for one call: the memory of one layer
 * more, for that long. libtorch's own kernel for such weights, {@code _weight_int8pack_mm}, is left aside: in F32 and F16 it
 * took 50 times as long, and in bf16 it was faster up to some 60 places, where a U-Net has few weights.
 *
 * @param values I8, out×…
 * @param scales F32, out
 */
record Quantised(Tensor values, Tensor scales) implements Packed {
    private static final Script SCRIPT = new Script("""
            def scales(self: __torch__.Calotype, rows: Tensor) -> Tensor:
              return torch.clamp_min(torch.div(torch.amax(torch.abs(rows), [1], True), 127.), 1.0e-30)
            def values(self: __torch__.Calotype, rows: Tensor, scales: Tensor) -> Tensor:
              return torch.to(torch.round(torch.div(rows, scales)), 1)
            """);

    private interface Product {
        Tensor of(Tensor x, Tensor weight, @Nullable Tensor bias);
    }

    /** Rounds out×… to the nearest whole numbers of its channels' scales; owned by the innermost open scope. */
    static Quantised of(Tensor weight) {
        if (weight.rank() < 2 || weight.count() == 0 || !weight.type().isFloating()) {
            throw new TensorException(
                    "whole numbers need a weight of fractions, out×in or out×in×k×k; found " + weight);
        }
        List<Tensor> made = Scope.givingAll(() -> {
            Tensor rows = weight.to(Type.F32).reshape(weight.size(0), -1);
            Tensor scales = SCRIPT.tensor("scales", IValue.from(rows.array()));
            if (!Float.isFinite(scales.sum().item())) {
                throw new TensorException("whole numbers need finite values; " + weight + " has others");
            }
            Tensor values = SCRIPT.tensor("values", IValue.from(rows.array()), IValue.from(scales.array()));
            return List.of(values.reshape(weight.shape()), scales.reshape(-1));
        });
        return new Quantised(made.getFirst(), made.getLast());
    }

    /** …×in to …×out, of x's type. */
    Tensor linear(Tensor x, @Nullable Tensor bias) {
        return product(x, bias, x.rank() - 1, Linears::of);
    }

    /** N×in×H×W to N×out×H'×W', of x's type. */
    Tensor convolution(Tensor x, @Nullable Tensor bias, int stride, int padding, int groups) {
        return product(
                x,
                bias,
                1,
                (input, weight, added) -> Convolutions.groups(input, weight, added, stride, padding, groups));
    }

    private Tensor product(Tensor x, @Nullable Tensor bias, int channels, Product product) {
        return x.device().kind() == HostMemory.HOST.kind()
                ? scaledAfter(x, bias, channels, product)
                : Scope.giving(() -> product.of(x, weight(x.type()), bias));
    }

    /** The scales multiply the answer, which has fewer values than the weight as a rule. */
    private Tensor scaledAfter(Tensor x, @Nullable Tensor bias, int channels, Product product) {
        Type type = Kernels.productType(x.type());
        return Scope.giving(() -> {
            Tensor whole = product.of(x.to(type), values.to(type), null);
            long[] shape = new long[whole.rank()];
            Arrays.fill(shape, 1);
            shape[channels] = scales.count();
            Tensor scaled = whole.mul(scales.reshape(shape));
            return (bias == null ? scaled : scaled.add(bias.reshape(shape))).to(x.type());
        });
    }

    /** The weight that the numbers stand for. In F16 a product of the numbers themselves could leave the type's range. */
    Tensor weight(Type type) {
        return Scope.giving(() -> values.to(Type.F32)
                .reshape(scales.count(), -1)
                .mul(scales.unsqueeze(1))
                .to(type)
                .reshape(values.shape()));
    }

    @Override
    public List<Tensor> tensors() {
        return List.of(values, scales);
    }
}
