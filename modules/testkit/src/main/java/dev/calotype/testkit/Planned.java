package dev.calotype.testkit;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Plans walks with the plugins on the class path, looked up by name as the farm does. */
public final class Planned {
    private Planned() {}

    /** The levels of a schedule. */
    public static List<Level> levels(SamplerChoice schedule, int steps, NoiseProcess process) {
        return schedule(schedule).levels(steps, process);
    }

    /** The sampler of this name, with its defaults changed by the options. */
    @SuppressWarnings("unchecked")
    public static Sampler sampler(SamplerChoice choice) {
        SamplerFactory<Record> factory =
                named(SamplerFactory.class, found -> found.name().equals(choice.name()));
        return factory.create(read(factory.defaults(), choice.options()));
    }

    @SuppressWarnings("unchecked")
    private static NoiseSchedule schedule(SamplerChoice choice) {
        ScheduleFactory<Record> factory =
                named(ScheduleFactory.class, found -> found.name().equals(choice.name()));
        return factory.create(read(factory.defaults(), choice.options()));
    }

    private static <T> T named(Class<T> type, Predicate<T> right) {
        return StreamSupport.stream(ServiceLoader.load(type).spliterator(), false)
                .filter(right)
                .findFirst()
                .orElseThrow();
    }

    /** The defaults with the given components replaced; fails on a component that does not exist. */
    private static Record read(Record defaults, Map<String, Object> options) {
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        List<String> names =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        if (!names.containsAll(options.keySet())) {
            throw new AssertionError("options " + options.keySet() + " asked of " + names);
        }
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                Object given = options.get(components[i].getName());
                values[i] = given == null ? components[i].getAccessor().invoke(defaults) : typed(components[i], given);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return defaults.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Object typed(RecordComponent component, Object given) {
        return component.getType().isEnum()
                ? Arrays.stream(component.getType().getEnumConstants())
                        .filter(value -> value.toString()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-')
                                .equals(given))
                        .findFirst()
                        .orElseThrow()
                : given;
    }
}
