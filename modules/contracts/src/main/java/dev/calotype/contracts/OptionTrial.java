package dev.calotype.contracts;

import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A factory of samplers or schedules, or a family of conditioning modules, as the rules for options see it.
 *
 * @param named asks for its name
 * @param defaulted asks for its defaults
 * @param create makes its product of a record of options
 */
record OptionTrial(Supplier<String> named, Supplier<Record> defaulted, Consumer<Record> create) {
    @SuppressWarnings("unchecked")
    static <O extends Record> OptionTrial of(SamplerFactory<O> factory) {
        return new OptionTrial(factory::name, factory::defaults, options -> {
            required("about", factory.about((O) options));
            required("create", factory.create((O) options));
        });
    }

    @SuppressWarnings("unchecked")
    static <O extends Record> OptionTrial of(ScheduleFactory<O> factory) {
        return new OptionTrial(
                factory::name, factory::defaults, options -> required("create", factory.create((O) options)));
    }

    /** A module is asked with its options only when a job is under way, so that its record must refuse what is out of range. */
    static OptionTrial of(ConditionerFamily<?> family) {
        return new OptionTrial(family::name, family::defaults, options -> {});
    }

    /** Its name, or what stands for it in a report if it has none. */
    String name() {
        try {
            return String.valueOf(named.get());
        } catch (RuntimeException | LinkageError e) {
            return "(without a name)";
        }
    }

    RecordComponent[] components() {
        return defaulted.get().getClass().getRecordComponents();
    }

    /**
     * Makes the product with one option changed.
     *
     * @throws IllegalArgumentException as the factory's, or its record's own
     */
    void createWith(RecordComponent changed, Object value) {
        Record defaults = defaulted.get();
        RecordComponent[] components = components();
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                components[i].getAccessor().setAccessible(true);
                values[i] = components[i].getName().equals(changed.getName())
                        ? value
                        : components[i].getAccessor().invoke(defaults);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<? extends Record> constructor = defaults.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            create.accept(constructor.newInstance(values));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record of options cannot be read", e);
        }
    }

    private static void required(String method, Object answer) {
        if (answer == null) {
            throw new NullPointerException(method + " gives null");
        }
    }
}
