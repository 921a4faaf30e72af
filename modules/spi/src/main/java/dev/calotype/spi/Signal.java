package dev.calotype.spi;

import java.util.List;

/**
 * One conditioning array on the host, in C order. Never changed after it was made; shared between rows and threads.
 *
 * @param values the values, not copied
 * @param shape sizes of the axes, without the batch axis
 */
@SuppressWarnings("ArrayRecordComponent")
public record Signal(float[] values, List<Integer> shape) {
    /** Checks that the values fill the shape. */
    public Signal {
        shape = List.copyOf(shape);
        int size = shape.stream().reduce(1, Math::multiplyExact);
        if (size != values.length) {
            throw new IllegalArgumentException("shape " + shape + " holds " + size + " values; found " + values.length);
        }
    }
}
