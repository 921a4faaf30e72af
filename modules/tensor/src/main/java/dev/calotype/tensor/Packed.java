package dev.calotype.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A weight in the form that one kernel reads fastest. */
sealed interface Packed permits PackedLinear, PackedConvolution, Winograd {
    /** The layer's answer. */
    Tensor apply(Tensor x, @Nullable Tensor bias);

    /** The native memory it holds. */
    List<Tensor> tensors();
}
