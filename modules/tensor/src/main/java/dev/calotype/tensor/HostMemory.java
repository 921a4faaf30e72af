package dev.calotype.tensor;

import dev.calotype.spi.DeviceSpec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Function;

/** Values on their way between Java's arrays and libtorch's memory. */
final class HostMemory {
    static final DeviceSpec HOST = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    private HostMemory() {}

    /** A tensor with memory of its own on the scope's device, filled from an array. */
    static Tensor filled(Type type, MemorySegment values, long... shape) {
        long count = count(shape);
        if (values.byteSize() / type.bytes() != count) {
            throw new TensorException("shape " + Arrays.toString(shape) + " holds " + count + " values; "
                    + values.byteSize() / type.bytes() + " were given");
        }
        Scope scope = Scope.current();
        Tensor made = scope.adopt(Libtorch.INSTANCE.empty(type, HOST, shape));
        Libtorch.INSTANCE.memory(made.handle(), values.byteSize()).copyFrom(values);
        return made.to(scope.device());
    }

    /** A tensor without axes on the host, where it can be combined with tensors of any device. */
    static Tensor scalar(Type type, double value) {
        Tensor made = Scope.current().adopt(Libtorch.INSTANCE.empty(type, HOST));
        MemorySegment cell = Libtorch.INSTANCE.memory(made.handle(), type.bytes());
        switch (type) {
            case F64 -> cell.set(ValueLayout.JAVA_DOUBLE, 0, value);
            case F32 -> cell.set(ValueLayout.JAVA_FLOAT, 0, (float) value);
            case I64 -> cell.set(ValueLayout.JAVA_LONG, 0, (long) value);
            case F16, BF16, I32, U8, I8, BOOL -> {
                return scalar(Type.F64, value).to(type);
            }
        }
        return made;
    }

    /** Hands the values in C order, as this type, to a reader; what they took on the way is freed. */
    static <T> T read(Tensor tensor, Type type, Function<MemorySegment, T> reader) {
        try (Scope temporary = Scope.open(HOST)) {
            return temporary.run(() -> {
                Tensor plain = tensor.to(HOST).to(type).contiguous();
                return reader.apply(Libtorch.INSTANCE.memory(plain.handle(), type.bytes() * plain.count()));
            });
        }
    }

    static long count(long... shape) {
        long count = 1;
        for (long size : shape) {
            if (size < 0) {
                throw new TensorException("a shape has sizes from 0; found " + Arrays.toString(shape));
            }
            try {
                count = Math.multiplyExact(count, size);
            } catch (ArithmeticException e) {
                throw new TensorException("the shape " + Arrays.toString(shape) + " is too large to exist", e);
            }
        }
        return count;
    }
}
