package dev.calotype.tensor;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array of libtorch. Operations make new tensors, owned by the calling thread's innermost open {@link Scope}; views
 * share storage. Used by one thread at a time; not closed by itself but by its scope.
 */
@SuppressWarnings("TooManyMethods")
public final class Tensor {
    private final @Nullable PtNDArray array;
    private final long[] shape;
    private final Type type;

    private Tensor(@Nullable PtNDArray array, long[] shape, Type type) {
        this.array = array;
        this.shape = shape;
        this.type = type;
    }

    static Tensor of(PtNDArray array) {
        Type type = Type.ofCode(Libtorch.INSTANCE.typeCode(array.getHandle()));
        return new Tensor(array, JniUtils.getShape(array).getShape(), type);
    }

    /** A tensor with a shape and no values, for reading off what a network is made of. */
    public static Tensor placeholder(Type type, long... shape) {
        return new Tensor(null, shape.clone(), type);
    }

    /** An F32 tensor with a copy of the values, in C order. */
    public static Tensor of(float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(4 * values.length).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(values);
        return create(bytes, DataType.FLOAT32, values.length, shape);
    }

    /** An I64 tensor with a copy of the values, in C order. */
    public static Tensor of(long[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(8 * values.length).order(ByteOrder.nativeOrder());
        bytes.asLongBuffer().put(values);
        return create(bytes, DataType.INT64, values.length, shape);
    }

    /** An F32 tensor of one value everywhere. */
    public static Tensor full(double value, long... shape) {
        Scope scope = Scope.current();
        return scope.adopt(JniUtils.full(
                scope.manager(),
                new Shape(shape),
                value,
                DataType.FLOAT32,
                scope.manager().getDevice(),
                SparseFormat.DENSE));
    }

    /** An F32 tensor of zeros. */
    public static Tensor zeros(long... shape) {
        return full(0, shape);
    }

    /** An F32 tensor of ones. */
    public static Tensor ones(long... shape) {
        return full(1, shape);
    }

    /** F32 normal noise on the host, as torch draws it from this seed. */
    public static Tensor randn(long seed, long... shape) {
        return Scripts.INSTANCE.randn(seed, shape);
    }

    /** Joins tensors along an axis. */
    public static Tensor cat(int axis, List<Tensor> parts) {
        return wrap(JniUtils.cat(parts.stream().map(Tensor::array).toArray(PtNDArray[]::new), axis));
    }

    /** Joins tensors of one shape along a new axis. */
    public static Tensor stack(int axis, List<Tensor> parts) {
        return wrap(JniUtils.stack(parts.stream().map(Tensor::array).toArray(PtNDArray[]::new), axis));
    }

    /** Sizes of the axes; a copy. */
    public long[] shape() {
        return shape.clone();
    }

    /** How many axes there are. */
    public int rank() {
        return shape.length;
    }

    /** Size of one axis; negative axes count from the last. */
    public long size(int axis) {
        return shape[axis < 0 ? axis + shape.length : axis];
    }

    /** How many values there are. */
    public long count() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Element type. */
    public Type type() {
        return type;
    }

    /** The values in C order, converted to float. */
    public float[] toFloats() {
        Tensor plain = to(Type.F32).contiguous().onHost();
        float[] values = new float[Math.toIntExact(count())];
        MemorySegment.copy(plain.memory(4), ValueLayout.JAVA_FLOAT, 0, values, 0, values.length);
        return values;
    }

    /** The values in C order, converted to long. */
    public long[] toLongs() {
        Tensor plain = to(Type.I64).contiguous().onHost();
        long[] values = new long[Math.toIntExact(count())];
        MemorySegment.copy(plain.memory(8), ValueLayout.JAVA_LONG, 0, values, 0, values.length);
        return values;
    }

    /** The only value of a tensor with one. */
    public float item() {
        float[] values = toFloats();
        if (values.length != 1) {
            throw new TensorException("item needs one value; found " + this);
        }
        return values[0];
    }

    /** The same values in another type; this tensor itself where the type is that already. */
    public Tensor to(Type wanted) {
        return wanted == type ? this : cast(wanted);
    }

    /** The same bytes read as another type of the same width. */
    Tensor viewAs(Type wanted) {
        return Cells.of("view", "dtype").tensor(this).integer(wanted.code()).call();
    }

    private Tensor cast(Type wanted) {
        return Cells.of("to", "dtype")
                .tensor(this)
                .integer(wanted.code())
                .truth(false)
                .truth(false)
                .none()
                .call();
    }

    /** The sum of two tensors, with broadcasting. */
    public Tensor add(Tensor other) {
        return Ops.binary("add", this, other, (a, b) -> JniUtils.add(a, b));
    }

    /** This plus a number. */
    public Tensor add(double number) {
        return add(scalar(number));
    }

    /** The difference of two tensors, with broadcasting. */
    public Tensor sub(Tensor other) {
        return Ops.binary("sub", this, other, (a, b) -> JniUtils.sub(a, b));
    }

    /** The product of two tensors, element by element with broadcasting. */
    public Tensor mul(Tensor other) {
        return Ops.binary("mul", this, other, (a, b) -> JniUtils.mul(a, b));
    }

    /** This times a number. */
    public Tensor mul(double number) {
        return mul(scalar(number));
    }

    /** The quotient of two tensors, element by element with broadcasting. */
    public Tensor div(Tensor other) {
        return Ops.binary("div", this, other, (a, b) -> JniUtils.div(a, b));
    }

    /** The matrix product over the last two axes, batched over the others. */
    public Tensor matmul(Tensor other) {
        return Ops.binary("matmul", this, other, (a, b) -> JniUtils.matmul(a, b));
    }

    /** The values in another shape; one axis may be −1. A view where it can be. */
    public Tensor reshape(long... wanted) {
        return Ops.shaped("reshape", this, wanted, a -> JniUtils.reshape(a, wanted));
    }

    /** A view with the axes in another order. */
    public Tensor permute(long... axes) {
        return Ops.shaped("permute", this, axes, a -> JniUtils.permute(a, axes));
    }

    /** A view with two axes exchanged. */
    public Tensor transpose(int first, int second) {
        return Ops.shaped("transpose", this, new long[] {first, second}, a -> JniUtils.transpose(a, first, second));
    }

    /** A view of part of an axis. */
    public Tensor narrow(int axis, long start, long length) {
        if (start < 0 || length < 0 || start + length > size(axis)) {
            throw new TensorException(
                    "narrow to " + start + "…" + (start + length) + " of axis " + axis + " of " + this);
        }
        return Cells.of("slice", "Tensor")
                .tensor(this)
                .integer(axis < 0 ? axis + shape.length : axis)
                .optionalInteger(start)
                .optionalInteger(start + length)
                .integer(1)
                .call();
    }

    /** A view with a new axis of size 1. */
    public Tensor unsqueeze(int axis) {
        return wrap(JniUtils.unsqueeze(array(), axis));
    }

    /** A view without an axis of size 1. */
    public Tensor squeeze(int axis) {
        return wrap(JniUtils.squeeze(array(), axis));
    }

    /** A view that repeats axes of size 1. */
    public Tensor expand(long... wanted) {
        return Ops.shaped("expand", this, wanted, a -> JniUtils.broadcast(a, new Shape(wanted)));
    }

    /** The same values laid out in C order. */
    public Tensor contiguous() {
        return Cells.of("contiguous").tensor(this).integer(0).call();
    }

    /** A copy. */
    public Tensor copy() {
        return wrap(JniUtils.clone(array()));
    }

    /** The mean of all values. */
    public Tensor mean() {
        return wrap(JniUtils.mean(array()));
    }

    /** The sum of all values. */
    public Tensor sum() {
        return wrap(JniUtils.sum(array()));
    }

    /** The sum over axes. */
    public Tensor sum(boolean keep, long... axes) {
        return wrap(JniUtils.sum(array(), axes, keep));
    }

    /** Values kept inside bounds. */
    public Tensor clamp(double low, double high) {
        return wrap(JniUtils.clip(array(), low, high));
    }

    @Override
    public String toString() {
        return type + Arrays.toString(shape);
    }

    PtNDArray array() {
        if (array == null) {
            throw new TensorException("a placeholder " + this + " has no values");
        }
        return array;
    }

    long handle() {
        return array().getHandle();
    }

    static Tensor wrap(PtNDArray result) {
        return Scope.current().adopt(result);
    }

    /** The memory of a contiguous tensor on the host; valid while the tensor is. */
    MemorySegment memory(int width) {
        return Libtorch.INSTANCE.memory(handle(), width * count());
    }

    Tensor onHost() {
        return array().getDevice().isGpu()
                ? wrap(JniUtils.to(array(), array().getDataType(), ai.djl.Device.cpu()))
                : this;
    }

    private Tensor scalar(double number) {
        return full(number).to(type);
    }

    private static Tensor create(ByteBuffer bytes, DataType type, int count, long... shape) {
        if (new Shape(shape).size() != count) {
            throw new TensorException("shape " + Arrays.toString(shape) + " does not hold " + count + " values");
        }
        bytes.rewind();
        Scope scope = Scope.current();
        return scope.adopt(JniUtils.createNdFromByteBuffer(
                scope.manager(),
                bytes,
                new Shape(shape),
                type,
                SparseFormat.DENSE,
                scope.manager().getDevice()));
    }
}
