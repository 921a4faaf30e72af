package dev.calotype.tensor;

import dev.calotype.spi.DeviceSpec;

/** Changes of type and device, which never show DJL a type that it does not know. */
final class Casts {
    private Casts() {}

    static Tensor cast(Tensor tensor, Type wanted) {
        return Cells.of("to", "dtype")
                .tensor(tensor)
                .integer(wanted.code())
                .truth(false)
                .truth(false)
                .none()
                .call();
    }

    static Tensor on(Tensor tensor, DeviceSpec wanted) {
        DeviceSpec found = tensor.device();
        boolean same = found.kind() == wanted.kind()
                && (found.kind() == DeviceSpec.Kind.CPU || found.index() == wanted.index());
        if (same) {
            return tensor;
        }
        Tensor target = Scope.current().adopt(Libtorch.INSTANCE.empty(tensor.type(), wanted, tensor.shape()));
        return Cells.of("copy_").tensor(target).tensor(tensor).truth(false).call();
    }

    /** A number as an operand that takes part as a number: it changes the other's type only from integers to fractions. */
    static Tensor number(double value, Tensor other) {
        if (other.type().isFloating()) {
            return HostMemory.scalar(other.rank() == 0 ? other.type() : Type.F64, value);
        }
        return HostMemory.scalar(value == Math.rint(value) ? Type.I64 : Type.F32, value);
    }
}
