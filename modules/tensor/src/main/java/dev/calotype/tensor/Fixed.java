package dev.calotype.tensor;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a parameter that never changes: the first layer that multiplies by it keeps it packed, in the order
 * in which its kernel reads it, and the plain values go back to the system, so that it is held once. Safe for several
 * threads.
 */
final class Fixed {
    private final @Nullable MemorySegment file;
    private @Nullable Packed packed;

    /** A parameter that is a view of this mapped memory of a file; null where it has memory of its own. */
    Fixed(@Nullable MemorySegment file) {
        this.file = file;
    }

    /** A parameter that is kept in whole numbers alone. */
    Fixed(Quantised quantised) {
        this.file = null;
        packed = quantised;
    }

    /** Its whole numbers, if it is kept so. */
    synchronized @Nullable Quantised quantised() {
        return packed instanceof Quantised quantised ? quantised : null;
    }

    /** Its packed form, made by the first who asks; owned as the weight is. */
    synchronized Packed packed(Tensor weight, Supplier<Packed> pack) {
        if (packed == null) {
            packed = owned(weight, pack);
            release(weight);
        }
        return packed;
    }

    synchronized boolean isPacked() {
        return packed != null;
    }

    private static Packed owned(Tensor weight, Supplier<Packed> pack) {
        Packed[] made = new Packed[1];
        List<Tensor> kept = Scope.givingAll(() -> {
            made[0] = pack.get();
            return made[0].tensors();
        });
        kept.forEach(tensor -> tensor.array().attach(weight.array().getManager()));
        return made[0];
    }

    /** Memory of its own is freed; pages of a file are dropped, and would be read again for another view of them. */
    private void release(Tensor weight) {
        weight.free();
        if (file != null) {
            file.unload();
        }
    }
}
