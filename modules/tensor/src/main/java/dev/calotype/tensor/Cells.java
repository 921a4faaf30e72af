package dev.calotype.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds the argument stack of one call, in the order of the operation's schema. Not safe for several threads. */
final class Cells {
    private final String name;
    private final String overload;
    private final StringBuilder described = new StringBuilder();
    private long[] cells = new long[12];
    private int count;

    private Cells(String name, String overload) {
        this.name = name;
        this.overload = overload;
    }

    static Cells of(String name) {
        return new Cells(name, "");
    }

    static Cells of(String name, String overload) {
        return new Cells(name, overload);
    }

    Cells tensor(Tensor tensor) {
        described.append(described.isEmpty() ? "" : ", ").append(tensor);
        return push(Libtorch.INSTANCE.copyOf(tensor.handle()));
    }

    Cells optional(@Nullable Tensor tensor) {
        return tensor == null ? none() : push(Libtorch.INSTANCE.heapCell(Libtorch.INSTANCE.copyOf(tensor.handle())));
    }

    Cells integer(long value) {
        return push(value);
    }

    Cells optionalInteger(long value) {
        return push(Libtorch.INSTANCE.heapCell(value));
    }

    Cells real(double value) {
        return push(Double.doubleToRawLongBits(value));
    }

    Cells optionalReal(double value) {
        return push(Libtorch.INSTANCE.heapCell(Double.doubleToRawLongBits(value)));
    }

    Cells truth(boolean value) {
        return push(value ? 1 : 0);
    }

    Cells none() {
        return push(0);
    }

    /** Calls the operation; the result belongs to the innermost open scope. */
    Tensor call() {
        Scope scope = Scope.current();
        try {
            return scope.adopt(Libtorch.INSTANCE.call(name, overload, Arrays.copyOf(cells, count)));
        } catch (TensorException e) {
            throw new TensorException(e.getMessage() + "; it was given " + described, e);
        }
    }

    private Cells push(long cell) {
        if (count == cells.length) {
            cells = Arrays.copyOf(cells, 2 * count);
        }
        cells[count++] = cell;
        return this;
    }
}
