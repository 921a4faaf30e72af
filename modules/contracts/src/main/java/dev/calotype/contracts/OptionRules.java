package dev.calotype.contracts;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What everything with options keeps: its name, its record of options, what it refuses. */
final class OptionRules {
    static final List<Rule<OptionTrial>> OPTIONS = List.of(
            new Rule<>("its options are a record of types that a job can write", OptionRules::types),
            new Rule<>("it can be made with its defaults, which are always the same", OptionRules::defaults),
            new Rule<>("an option out of range is refused with what is allowed", OptionRules::ranges));

    /** Those, and the name of a factory. */
    static final List<Rule<OptionTrial>> ALL = Stream.concat(
                    Stream.of(new Rule<>("it has a name in lower case without spaces", OptionRules::name)),
                    OPTIONS.stream())
            .toList();

    private static final Set<Class<?>> PLAIN = Set.of(double.class, int.class, boolean.class, String.class);

    private OptionRules() {}

    private static List<String> name(OptionTrial trial) {
        String name = trial.named().get();
        return name != null && name.matches("[a-z0-9][a-z0-9+._-]*")
                ? List.of()
                : List.of("its name is '" + name + "'; jobs can ask for lower-case letters, digits and any of + . _ -");
    }

    private static List<String> types(OptionTrial trial) {
        return Arrays.stream(trial.components())
                .filter(component -> !isWritable(component))
                .map(component -> "option '" + component.getName() + "' is a "
                        + component.getGenericType().getTypeName()
                        + "; a job can write double, int, boolean, String, List<Double> or an enum")
                .toList();
    }

    private static boolean isWritable(RecordComponent component) {
        Class<?> type = component.getType();
        boolean numbers = component.getGenericType() instanceof ParameterizedType list
                && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] == Double.class;
        return PLAIN.contains(type) || type.isEnum() || numbers;
    }

    private static List<String> defaults(OptionTrial trial) {
        Record defaults = trial.defaulted().get();
        trial.create().accept(defaults);
        return defaults.equals(trial.defaulted().get())
                ? List.of()
                : List.of("its defaults are " + defaults + " once and "
                        + trial.defaulted().get() + " another time");
    }

    private static List<String> ranges(OptionTrial trial) {
        List<String> faults = new ArrayList<>();
        for (RecordComponent component : trial.components()) {
            for (Object value : extremes(component.getType())) {
                faults.addAll(refused(trial, component, value));
            }
        }
        return faults;
    }

    private static List<Object> extremes(Class<?> type) {
        if (type == double.class) {
            return List.of(Double.NaN, Double.NEGATIVE_INFINITY, -1e9);
        }
        return type == int.class ? List.of(Integer.MIN_VALUE, -1) : List.of();
    }

    private static List<String> refused(OptionTrial trial, RecordComponent component, Object value) {
        String asked = "option '" + component.getName() + "' with " + value;
        try {
            trial.createWith(component, value);
            return value.equals(Double.NaN)
                    ? List.of(asked + " is taken; refuse it with an IllegalArgumentException that says what is allowed")
                    : List.of();
        } catch (IllegalArgumentException promised) {
            return promised.getMessage() == null
                    ? List.of(asked + " is refused without a word; name the option, what was found and what is allowed")
                    : List.of();
        } catch (RuntimeException other) {
            return List.of(asked + " is answered with " + Thrown.told(other)
                    + "; refuse it with an IllegalArgumentException that says what is allowed");
        }
    }
}
