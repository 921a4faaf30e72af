package dev.calotype.registry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a job's options onto a factory's record of options, by component name. */
final class Options {
    private Options() {}

    /**
     * The record with the values a job gave, and the defaults elsewhere.
     *
     * @throws InvalidOptions with every fault
     */
    static <O extends Record> O read(O defaults, Map<String, Object> given) {
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        List<InvalidOptions.Fault> faults = unknown(components, given);
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            values[i] = given.containsKey(name)
                    ? converted(components[i], given.get(name), faults)
                    : component(components[i], defaults);
        }
        if (!faults.isEmpty()) {
            throw new InvalidOptions(faults);
        }
        return construct(defaults, components, values);
    }

    private static List<InvalidOptions.Fault> unknown(RecordComponent[] components, Map<String, Object> given) {
        List<String> known =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        List<InvalidOptions.Fault> faults = new ArrayList<>();
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                faults.add(new InvalidOptions.Fault(
                        name,
                        "there is no option '" + name + "'; there is "
                                + (known.isEmpty() ? "none" : String.join(", ", known))));
            }
        }
        return faults;
    }

    private static @Nullable Object converted(
            RecordComponent component, @Nullable Object value, List<InvalidOptions.Fault> faults) {
        Object found = convert(component.getType(), value);
        if (found == null) {
            faults.add(new InvalidOptions.Fault(
                    component.getName(), component.getName() + " is " + value + "; it must be " + wanted(component)));
        }
        return found;
    }

    private static @Nullable Object convert(Class<?> type, @Nullable Object value) {
        if (value instanceof Number number) {
            if (type == double.class) {
                return number.doubleValue();
            }
            return type == int.class && number.doubleValue() == number.intValue() ? (Integer) number.intValue() : null;
        }
        if (type == boolean.class) {
            return value instanceof Boolean ? value : null;
        }
        if (type.isEnum() && value instanceof String text) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> label(constant).equals(text))
                    .findFirst()
                    .orElse(null);
        }
        if (type == List.class && value instanceof List<?> list) {
            boolean numbers = list.stream().allMatch(Number.class::isInstance);
            return numbers
                    ? list.stream().map(item -> ((Number) item).doubleValue()).toList()
                    : null;
        }
        return type == String.class && value instanceof String ? value : null;
    }

    private static String wanted(RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isEnum()) {
            return "one of "
                    + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants())
                                    .map(Options::label)
                                    .toList());
        }
        if (component.getGenericType() instanceof ParameterizedType) {
            return "a list of numbers";
        }
        return type == double.class ? "a number" : type == int.class ? "a whole number" : "a " + type.getSimpleName();
    }

    private static String label(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Object component(RecordComponent component, Record defaults) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(defaults);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(defaults.getClass() + " cannot be read", e);
        }
    }

    private static <O extends Record> O construct(O defaults, RecordComponent[] components, @Nullable Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            @SuppressWarnings("unchecked")
            var constructor = ((Class<O>) defaults.getClass()).getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new InvalidOptions(List.of(new InvalidOptions.Fault(
                    "", String.valueOf(e.getTargetException().getMessage()))));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(defaults.getClass() + " cannot be made", e);
        }
    }
}
