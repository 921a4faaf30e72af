package dev.calotype.tensor;

/** Named tensors that can be looked at before they are read. */
public interface TensorSource {
    /** Whether there is a tensor of this name. */
    boolean has(String name);

    /** The sizes of a tensor's axes. */
    long[] shape(String name);

    /** The element type that a tensor has before it is cast. */
    Type type(String name);

    /** The tensor, owned by the innermost open scope; a view of its source where it can be, which then must stay open. */
    Tensor tensor(String name);
}
