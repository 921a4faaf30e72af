package dev.calotype.contracts;

import dev.calotype.spi.Contribution;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.Signal;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of what a conditioning module adds, as far as they can be seen: those of signals, of insertions, and of the arrays,
 * signals and lists in an insert that is a record. What else an insert is made of is its own affair.
 *
 * @param arrays by where they are
 */
record Contents(Map<String, float[]> arrays) {
    static Contents of(Contribution contribution) {
        Map<String, float[]> arrays = new TreeMap<>();
        look("positive", contribution.positive(), arrays);
        look("negative", contribution.negative(), arrays);
        look("shown", contribution.shown(), arrays);
        return new Contents(arrays);
    }

    private static void look(String where, @Nullable Object value, Map<String, float[]> arrays) {
        switch (value) {
            case float[] array -> arrays.put(where, array);
            case double[] array -> arrays.put(where, floats(array));
            case Signal signal -> arrays.put(where + " of shape " + signal.shape(), signal.values());
            case Insertion insertion -> {
                arrays.put(
                        where + " (strength, from, to)",
                        floats(new double[] {insertion.strength(), insertion.from(), insertion.to()}));
                look(where + " " + insertion.insert().getClass().getSimpleName(), insertion.insert(), arrays);
            }
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    look(where + "[" + i + "]", list.get(i), arrays);
                }
            }
            case Record made -> {
                for (RecordComponent component : made.getClass().getRecordComponents()) {
                    look(where + "." + component.getName(), read(component, made), arrays);
                }
            }
            case null, default -> {}
        }
    }

    private static @Nullable Object read(RecordComponent component, Record made) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(made);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component.getName() + " of " + made.getClass() + " cannot be read", e);
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Where these differ from others, each as {@code what} it is about. */
    List<String> differences(String what, Contents other) {
        if (!arrays.keySet().equals(other.arrays.keySet())) {
            return List.of(
                    what + ": it gives " + arrays.keySet() + " once and " + other.arrays.keySet() + " another time");
        }
        List<String> faults = new ArrayList<>();
        arrays.forEach((where, values) -> {
            if (!Arrays.equals(values, other.arrays.get(where))) {
                faults.add(what + ": " + where + " differs");
            }
        });
        return faults;
    }

    /** Which of them are not all finite numbers. */
    List<String> unfinished() {
        return arrays.entrySet().stream()
                .filter(array -> !NetworkRules.isFinite(array.getValue()))
                .map(array -> array.getKey() + " has values that are not finite")
                .toList();
    }
}
