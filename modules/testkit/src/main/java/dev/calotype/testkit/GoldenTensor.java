package dev.calotype.testkit;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One array of golden data, read without a tensor library.
 *
 * @param name its name in the file
 * @param type F32, I64 or U8
 * @param shape sizes of the axes, outermost first
 * @param data little-endian values in C order
 */
public record GoldenTensor(String name, String type, List<Integer> shape, ByteBuffer data) {
    /** Copies the shape. */
    public GoldenTensor {
        shape = List.copyOf(shape);
    }

    /** How many values there are. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The values of an F32 or F16 array, in C order. */
    public float[] floats() {
        if (type.equals("F16")) {
            return halves();
        }
        requireType("F32");
        float[] values = new float[size()];
        data.slice().order(data.order()).asFloatBuffer().get(values);
        return values;
    }

    private float[] halves() {
        float[] values = new float[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.float16ToFloat(data.getShort(data.position() + 2 * i));
        }
        return values;
    }

    /** The values of an I64 array, in C order. */
    public long[] longs() {
        requireType("I64");
        long[] values = new long[size()];
        data.slice().order(data.order()).asLongBuffer().get(values);
        return values;
    }

    /** The values of an F32 or I64 array as doubles, in C order. */
    public double[] numbers() {
        double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    type.equals("I64") ? data.getLong(data.position() + 8 * i) : data.getFloat(data.position() + 4 * i);
        }
        return values;
    }

    /** The bytes of a U8 array, in C order. */
    public byte[] bytes() {
        requireType("U8");
        byte[] values = new byte[size()];
        data.slice().get(values);
        return values;
    }

    /** Part {@code index} of the outermost axis, as an array of one axis less. */
    public GoldenTensor part(int index) {
        int bytes = data.remaining() / shape.getFirst();
        ByteBuffer slice = data.slice(data.position() + index * bytes, bytes).order(data.order());
        return new GoldenTensor(name + "[" + index + "]", type, shape.subList(1, shape.size()), slice);
    }

    private void requireType(String wanted) {
        if (!type.equals(wanted)) {
            throw new IllegalStateException("golden tensor '" + name + "' is " + type + "; asked for " + wanted);
        }
    }
}
