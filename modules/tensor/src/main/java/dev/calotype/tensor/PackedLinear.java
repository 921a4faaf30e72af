package dev.calotype.tensor;

import ai.djl.pytorch.jni.IValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The weight of a linear map in the blocks that oneDNN's kernel reads. */
record PackedLinear(Tensor weight) implements Packed {
    private static final Script SCRIPT = new Script("""
            def pack(self: __torch__.Calotype, weight: Tensor, places: int) -> Tensor:
              return ops.mkldnn._reorder_linear_weight(weight, places)
            def linear(self: __torch__.Calotype, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
              return ops.mkldnn._linear_pointwise(x, weight, bias, "none", [], None)
            def plain(self: __torch__.Calotype, x: Tensor, weight: Tensor) -> Tensor:
              return ops.mkldnn._linear_pointwise(x, weight, None, "none", [], None)
            """);

    /** Packs out×in for inputs of about so many places; any number is right, others may be slower. */
    static PackedLinear of(Tensor weight, long places) {
        Tensor plain = Linears.matrix(weight).contiguous();
        return new PackedLinear(SCRIPT.tensor("pack", IValue.from(plain.array()), IValue.from(places)));
    }

    /** …×in to …×out. */
    Tensor apply(Tensor x, @Nullable Tensor bias) {
        return bias == null
                ? SCRIPT.tensor("plain", IValue.from(x.array()), IValue.from(weight.array()))
                : SCRIPT.tensor(
                        "linear", IValue.from(x.array()), IValue.from(weight.array()), IValue.from(bias.array()));
    }

    @Override
    public List<Tensor> tensors() {
        return List.of(weight);
    }
}
