package dev.calotype.tensor;

import java.util.List;

/** A weight in the form that one kernel reads fastest. */
sealed interface Packed permits PackedLinear, PackedConvolution, Winograd, Quantised {
    /** The native memory it holds. */
    List<Tensor> tensors();
}
