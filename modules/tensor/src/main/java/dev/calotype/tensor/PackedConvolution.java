package dev.calotype.tensor;

import ai.djl.pytorch.jni.IValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The weight of a convolution in the blocks that oneDNN's kernel reads; answers have the channels last in memory. */
record PackedConvolution(Tensor weight) implements Packed {
    private static final Script SCRIPT = new Script("""
            def pack(self: __torch__.Calotype, weight: Tensor, padding: List[int], stride: List[int], size: List[int]) -> Tensor:
              return ops.mkldnn._reorder_convolution_weight(weight, padding, stride, [1, 1], 1, size)
            def convolution(self: __torch__.Calotype, x: Tensor, weight: Tensor, bias: Tensor, padding: List[int], stride: List[int]) -> Tensor:
              return ops.mkldnn._convolution_pointwise(x, weight, bias, padding, stride, [1, 1], 1, "none", [], None)
            def plain(self: __torch__.Calotype, x: Tensor, weight: Tensor, padding: List[int], stride: List[int]) -> Tensor:
              return ops.mkldnn._convolution_pointwise(x, weight, None, padding, stride, [1, 1], 1, "none", [], None)
            """);

    /** Packs out×in×k×k for inputs of about this shape; any size, stride and padding is right, others may be slower. */
    static PackedConvolution of(Tensor weight, int stride, int padding, long... shape) {
        Tensor made =
                SCRIPT.tensor("pack", IValue.from(weight.array()), pair(padding), pair(stride), IValue.listFrom(shape));
        return new PackedConvolution(made);
    }

    /** N×in×H×W to N×out×H'×W'. */
    Tensor apply(Tensor x, @Nullable Tensor bias, int stride, int padding) {
        return bias == null
                ? SCRIPT.tensor(
                        "plain", IValue.from(x.array()), IValue.from(weight.array()), pair(padding), pair(stride))
                : SCRIPT.tensor(
                        "convolution",
                        IValue.from(x.array()),
                        IValue.from(weight.array()),
                        IValue.from(bias.array()),
                        pair(padding),
                        pair(stride));
    }

    @Override
    public List<Tensor> tensors() {
        return List.of(weight);
    }

    private static IValue pair(long value) {
        return IValue.listFrom(value, value);
    }
}
