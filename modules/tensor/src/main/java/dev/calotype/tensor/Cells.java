package dev.calotype.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operation, its arguments in the order of its schema. Native copies are made only when it is called, so
 * that a refused argument leaks nothing. Not safe for several threads.
 */
final class Cells {
    private final String name;
    private final String overload;
    private final List<Argument> arguments = new ArrayList<>(8);

    /** Bits, or a tensor's handle instead; boxed in a cell of its own where the schema has an optional. */
    private record Argument(long bits, @Nullable Tensor tensor, boolean boxed) {
        long cell() {
            Libtorch torch = Libtorch.INSTANCE;
            long plain = tensor == null ? bits : torch.copyOf(tensor.handle());
            return boxed ? torch.heapCell(plain) : plain;
        }
    }

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
        return add(new Argument(0, tensor, false));
    }

    Cells optional(@Nullable Tensor tensor) {
        return tensor == null ? none() : add(new Argument(0, tensor, true));
    }

    Cells integer(long value) {
        return add(new Argument(value, null, false));
    }

    Cells optionalInteger(long value) {
        return add(new Argument(value, null, true));
    }

    Cells real(double value) {
        return integer(Double.doubleToRawLongBits(value));
    }

    Cells optionalReal(double value) {
        return optionalInteger(Double.doubleToRawLongBits(value));
    }

    Cells truth(boolean value) {
        return integer(value ? 1 : 0);
    }

    Cells none() {
        return integer(0);
    }

    /** Calls the operation; the result belongs to the innermost open scope. */
    Tensor call() {
        Scope scope = Scope.current();
        operands().forEach(Tensor::handle);
        long[] cells = arguments.stream().mapToLong(Argument::cell).toArray();
        try {
            return scope.adopt(Libtorch.INSTANCE.call(name, overload, cells));
        } catch (TensorException e) {
            throw new TensorException(e.getMessage() + "; it was given " + operands(), e);
        }
    }

    private List<Tensor> operands() {
        return arguments.stream().map(Argument::tensor).filter(Objects::nonNull).toList();
    }

    private Cells add(Argument argument) {
        arguments.add(argument);
        return this;
    }
}
