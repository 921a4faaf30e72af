package dev.calotype.tensor;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.calotype.spi.DeviceSpec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An array of libtorch. Operations make new tensors, owned by the calling thread's innermost open {@link Scope}; views
 * share storage. Used by one thread at a time; not closed by itself but by its scope.
 *
 * <p>Long, because it is the one place where operations are methods; each is a line or a few, and what they compute stands elsewhere.
 *
 * <p>Axes may be counted from the last: −1 is the last one. Whatever libtorch refuses is a {@link TensorException}.
 */
public final class Tensor {
    private final @Nullable PtNDArray array;
    private final long[] shape;
    private final Type type;
    private final @Nullable MemorySegment file;
    private final @Nullable Fixed fixed;

    private Tensor(
            @Nullable PtNDArray array, long[] shape, Type type, @Nullable MemorySegment file, @Nullable Fixed fixed) {
        this.array = array;
        this.shape = shape;
        this.type = type;
        this.file = file;
        this.fixed = fixed;
    }

    static Tensor of(PtNDArray array) {
        long handle = array.getHandle();
        return new Tensor(
                array, Libtorch.INSTANCE.shape(handle), Type.ofCode(Libtorch.INSTANCE.typeCode(handle)), null, null);
    }

    /** A tensor with a shape and no values, for reading off what a network is made of. */
    public static Tensor placeholder(Type type, long... shape) {
        return new Tensor(null, shape.clone(), type, null, null);
    }

    /** An F32 tensor with a copy of the values, in C order. */
    public static Tensor of(float[] values, long... shape) {
        return HostMemory.filled(Type.F32, MemorySegment.ofArray(values), shape);
    }

    /** An I64 tensor with a copy of the values, in C order. */
    public static Tensor of(long[] values, long... shape) {
        return HostMemory.filled(Type.I64, MemorySegment.ofArray(values), shape);
    }

    /** An F32 tensor of one value everywhere. */
    public static Tensor full(double value, long... shape) {
        HostMemory.count(shape);
        Scope scope = Scope.current();
        var device = scope.manager().getDevice();
        return Djl.call(
                "full",
                () -> JniUtils.full(
                        scope.manager(), new Shape(shape), value, DataType.FLOAT32, device, SparseFormat.DENSE));
    }

    /** An F32 tensor of zeros. */
    public static Tensor zeros(long... shape) {
        return full(0, shape);
    }

    /** An F32 tensor of ones. */
    public static Tensor ones(long... shape) {
        return full(1, shape);
    }

    /** The I64 numbers from 0 to {@code end − 1}. */
    public static Tensor arange(int end) {
        return of(IntStream.range(0, end).asLongStream().toArray(), end);
    }

    /** F32 normal noise, as torch's generator on the host draws it from this seed. */
    public static Tensor randn(long seed, long... shape) {
        HostMemory.count(shape);
        return Scripts.INSTANCE.randn(seed, shape);
    }

    /** Joins tensors along an axis. */
    public static Tensor cat(int axis, List<Tensor> parts) {
        return Djl.call("cat", () -> JniUtils.cat(arrays("cat", parts), axis), parts.toArray(Tensor[]::new));
    }

    /** Joins tensors of one shape along a new axis. */
    public static Tensor stack(int axis, List<Tensor> parts) {
        return Djl.call("stack", () -> JniUtils.stack(arrays("stack", parts), axis), parts.toArray(Tensor[]::new));
    }

    /** Sizes of the axes; a copy. */
    public long[] shape() {
        return shape.clone();
    }

    /** How many axes there are. */
    public int rank() {
        return shape.length;
    }

    /** Size of one axis. */
    public long size(int axis) {
        return shape[axis(axis)];
    }

    /** How many values there are. */
    public long count() {
        return HostMemory.count(shape);
    }

    /** Element type. */
    public Type type() {
        return type;
    }

    /** The device that the values lie on. */
    public DeviceSpec device() {
        return Libtorch.INSTANCE.device(handle());
    }

    /** The values in C order, converted to float. */
    public float[] toFloats() {
        return HostMemory.read(this, Type.F32, memory -> memory.toArray(ValueLayout.JAVA_FLOAT));
    }

    /** The values in C order, converted to long. */
    public long[] toLongs() {
        return HostMemory.read(this, Type.I64, memory -> memory.toArray(ValueLayout.JAVA_LONG));
    }

    /** The only value of a tensor with one. */
    public float item() {
        if (count() != 1) {
            throw new TensorException("item needs one value; found " + this);
        }
        return toFloats()[0];
    }

    /** The same values in another type; this tensor itself where the type is that already. */
    public Tensor to(Type wanted) {
        return wanted == type ? this : Casts.cast(this, wanted);
    }

    /** The same values on another device; this tensor itself where they are there already. */
    public Tensor to(DeviceSpec wanted) {
        return Casts.on(this, wanted);
    }

    /**
     * The values in a type, with the promise that they never change. The first layer that multiplies by them may pack them
     * for its kernel and free the plain ones; no other operation may use this tensor then. Of no effect beside the host.
     */
    public Tensor fixed(Type wanted) {
        Tensor parameter = to(wanted);
        if (file != null && parameter != this) {
            file.unload();
        }
        boolean onHost = parameter.array == null || parameter.device().kind() == HostMemory.HOST.kind();
        return onHost
                ? new Tensor(parameter.array, parameter.shape, wanted, parameter.file, new Fixed(parameter.file))
                : parameter;
    }

    /**
     * A layer's weight as whole numbers of a byte with one F32 scale an output channel, its values off by half a scale at
     * most; a scale is the largest value over 127. Layers multiply by it as by a weight of the wanted type, and no other
     * operation can use it. Owned by the innermost open scope; this tensor is freed.
     *
     * @throws TensorException if this is no out×in or out×in×k×k of finite fractions
     */
    public Tensor quantised(Type wanted) {
        Quantised made = Quantised.of(this);
        free();
        if (file != null) {
            file.unload();
        }
        return new Tensor(null, shape, wanted, null, new Fixed(made));
    }

    /** The sum of two tensors, with broadcasting. */
    public Tensor add(Tensor other) {
        return Djl.call("add", () -> JniUtils.add(array(), other.array()), this, other);
    }

    /** This plus a number. */
    public Tensor add(double number) {
        return add(Casts.number(number, this));
    }

    /** The difference of two tensors, with broadcasting. */
    public Tensor sub(Tensor other) {
        return Djl.call("sub", () -> JniUtils.sub(array(), other.array()), this, other);
    }

    /** This minus a number. */
    public Tensor sub(double number) {
        return add(-number);
    }

    /** The product of two tensors, element by element with broadcasting. */
    public Tensor mul(Tensor other) {
        return Djl.call("mul", () -> JniUtils.mul(array(), other.array()), this, other);
    }

    /** This times a number. */
    public Tensor mul(double number) {
        return mul(Casts.number(number, this));
    }

    /** The quotient of two tensors, element by element with broadcasting. */
    public Tensor div(Tensor other) {
        return Djl.call("div", () -> JniUtils.div(array(), other.array()), this, other);
    }

    /** This divided by a number. */
    public Tensor div(double number) {
        return div(Casts.number(number, this));
    }

    /** The matrix product over the last two axes, batched over the others. */
    public Tensor matmul(Tensor other) {
        return Djl.call("matmul", () -> JniUtils.matmul(array(), other.array()), this, other);
    }

    /** The values in another shape; one axis may be −1. A view where it can be. */
    public Tensor reshape(long... wanted) {
        return Djl.call("reshape to " + Arrays.toString(wanted), () -> JniUtils.reshape(array(), wanted), this);
    }

    /** A view with the axes in another order. */
    public Tensor permute(long... axes) {
        return Djl.call("permute to " + Arrays.toString(axes), () -> JniUtils.permute(array(), axes), this);
    }

    /** A view with two axes exchanged. */
    public Tensor transpose(int first, int second) {
        return Cells.of("transpose", "int")
                .tensor(this)
                .integer(axis(first))
                .integer(axis(second))
                .call();
    }

    /** A view of part of an axis. */
    public Tensor narrow(int axis, long start, long length) {
        if (start < 0 || length < 0 || length > size(axis) - start) {
            throw new TensorException(
                    "narrow to " + length + " places from " + start + " of axis " + axis + " of " + this);
        }
        return Cells.of("slice", "Tensor")
                .tensor(this)
                .integer(axis(axis))
                .optionalInteger(start)
                .optionalInteger(start + length)
                .integer(1)
                .call();
    }

    /** Views of equal parts of an axis, whose size the number of parts divides. */
    public List<Tensor> chunk(int parts, int axis) {
        if (parts < 1 || size(axis) % parts != 0) {
            throw new TensorException(parts + " equal parts of axis " + axis + " were asked of " + this);
        }
        long length = size(axis) / parts;
        return IntStream.range(0, parts)
                .mapToObj(part -> narrow(axis, part * length, length))
                .toList();
    }

    /** A view of one place of an axis, which is no axis of the result. */
    public Tensor select(int axis, long place) {
        return Cells.of("select", "int")
                .tensor(this)
                .integer(axis(axis))
                .integer(place)
                .call();
    }

    /** A view with a new axis of size 1. */
    public Tensor unsqueeze(int axis) {
        return Cells.of("unsqueeze").tensor(this).integer(axis).call();
    }

    /** A view without an axis of size 1. */
    public Tensor squeeze(int axis) {
        return Cells.of("squeeze", "dim").tensor(this).integer(axis(axis)).call();
    }

    /** A view that repeats axes of size 1. */
    public Tensor expand(long... wanted) {
        return Djl.call(
                "expand to " + Arrays.toString(wanted), () -> JniUtils.broadcast(array(), new Shape(wanted)), this);
    }

    /** The same values laid out in C order; this tensor's storage where they are that already. */
    public Tensor contiguous() {
        return Cells.of("contiguous").tensor(this).integer(0).call();
    }

    /** A copy. */
    public Tensor copy() {
        return Cells.of("clone").tensor(this).none().call();
    }

    /** The mean of all values. */
    public Tensor mean() {
        return Cells.of("mean").tensor(this).none().call();
    }

    /** The sum of all values. */
    public Tensor sum() {
        return Cells.of("sum").tensor(this).none().call();
    }

    /** The sum over axes, which stay with size 1 if they are kept. */
    public Tensor sum(boolean keep, long... axes) {
        return Djl.call("sum over " + Arrays.toString(axes), () -> JniUtils.sum(array(), axes, keep), this);
    }

    /** The mean over axes, which stay with size 1 if they are kept. */
    public Tensor mean(boolean keep, long... axes) {
        long count = Arrays.stream(axes).map(axis -> size((int) axis)).reduce(1, Math::multiplyExact);
        return sum(keep, axes).div((double) count);
    }

    /** Values kept inside bounds. */
    public Tensor clamp(double low, double high) {
        return Djl.call("clamp", () -> JniUtils.clip(array(), low, high), this);
    }

    @Override
    public String toString() {
        return type + Arrays.toString(shape);
    }

    /** What is known of a {@linkplain #fixed fixed} parameter; null for any other tensor. */
    @Nullable
    Fixed fixing() {
        return fixed;
    }

    /** The same tensor, which is a view of this mapped memory of a file. */
    Tensor in(MemorySegment mapped) {
        return new Tensor(array, shape, type, mapped, fixed);
    }

    PtNDArray array() {
        if (array == null) {
            throw new TensorException(
                    fixed == null
                            ? "a placeholder " + this + " has no values"
                            : this + " is kept in whole numbers for the layers that multiply by it; no other operation"
                                    + " can use it, and none is recorded for gradients");
        }
        if (array.isReleased()) {
            if (fixed != null && fixed.isPacked()) {
                throw new TensorException(this + " is kept packed for the layer that multiplies by it; its plain values"
                        + " are gone, take it from its file again");
            }
            throw new TensorException(this + " is used after the scope or file that owned it was closed");
        }
        return array;
    }

    boolean isFreed() {
        return array == null || array.isReleased();
    }

    /** Frees it before its scope does. */
    void free() {
        if (array != null) {
            array.close();
        }
    }

    long handle() {
        return array().getHandle();
    }

    int axis(int axis) {
        if (axis < -shape.length || axis >= shape.length) {
            throw new TensorException("there is no axis " + axis + " in " + this);
        }
        return axis < 0 ? axis + shape.length : axis;
    }

    private static PtNDArray[] arrays(String operation, List<Tensor> tensors) {
        if (tensors.isEmpty()) {
            throw new TensorException(operation + " needs at least one tensor; it was given none");
        }
        return tensors.stream().map(Tensor::array).toArray(PtNDArray[]::new);
    }
}
