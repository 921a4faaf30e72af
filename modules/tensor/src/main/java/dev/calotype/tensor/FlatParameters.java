package dev.calotype.tensor;

import ai.djl.pytorch.jni.JniUtils;
import dev.calotype.spi.DeviceSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All parameters of a network in one flat F32 buffer, so that optimiser, average and clipping are one call each.
 *
 * <p>Owns native memory until closed. Several threads may hold {@link Leaves} over the same buffer and read it at once;
 * whoever changes the values makes sure that none of them computes meanwhile.
 */
public final class FlatParameters implements AutoCloseable {
    private final Scope scope;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Tensor values;

    /** Where a parameter lies in the buffer. */
    @SuppressWarnings("ArrayRecordComponent")
    record Slot(long start, long length, long[] shape) {}

    /** A buffer of zeros for parameters of these names and shapes, in the map's order. */
    public FlatParameters(Map<String, long[]> shapes, DeviceSpec device) {
        scope = Scope.detached(device);
        long start = 0;
        for (var entry : shapes.entrySet()) {
            long length = 1;
            for (long size : entry.getValue()) {
                length *= size;
            }
            slots.put(entry.getKey(), new Slot(start, length, entry.getValue().clone()));
            start += length;
        }
        long total = start;
        values = scope.run(() -> Tensor.zeros(total));
    }

    /** The buffer itself; changing it changes every leaf. */
    public Tensor values() {
        return values;
    }

    /** How many numbers there are. */
    public long count() {
        return values.count();
    }

    /** A scalar zero, owned by these parameters. */
    public Tensor scalar() {
        return scope.run(() -> Tensor.zeros());
    }

    /** A buffer of zeros of the same length, owned by these parameters. */
    public Tensor likeValues() {
        return scope.run(() -> Tensor.zeros(count()));
    }

    /** Views of another buffer of the same length, by parameter name, owned by the innermost open scope. */
    public Map<String, Tensor> views(Tensor buffer) {
        Map<String, Tensor> views = new LinkedHashMap<>();
        slots.forEach((name, slot) -> views.put(name, view(buffer, slot)));
        return views;
    }

    /** Leaves over this buffer that record gradients for one thread; owned by the innermost open scope. */
    public Leaves leaves() {
        Map<String, Tensor> leaves = views(values);
        leaves.values().forEach(Autograd::leaf);
        return new Leaves(leaves);
    }

    /** Overwrites a buffer in place. */
    public static void copyInto(Tensor buffer, Tensor source) {
        try (Scope temporary = Scope.open(Scope.current().device())) {
            var unused = temporary.run(() ->
                    Cells.of("copy_").tensor(buffer).tensor(source).truth(false).call());
        }
    }

    /** Adds to a buffer in place. */
    public static void addInto(Tensor buffer, Tensor summand) {
        Djl.effect("addInto", () -> JniUtils.addi(buffer.array(), summand.array()), buffer, summand);
    }

    /** Multiplies a buffer in place. */
    public static void scale(Tensor buffer, double factor) {
        Scripts.INSTANCE.scale(buffer, factor);
    }

    /** Moves an average towards the values: average += weight·(values − average), in place. */
    public static void moveTowards(Tensor average, Tensor values, double weight) {
        Scripts.INSTANCE.lerp(average, values, weight);
    }

    /** The Euclidean norm. */
    public static double norm(Tensor buffer) {
        try (Scope temporary = Scope.open(Scope.current().device())) {
            return temporary.run(() -> Scripts.INSTANCE.norm(buffer)).item();
        }
    }

    @Override
    public void close() {
        scope.close();
    }

    private static Tensor view(Tensor buffer, Slot slot) {
        return buffer.narrow(0, slot.start(), slot.length()).reshape(slot.shape());
    }
}
