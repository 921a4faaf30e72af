package dev.calotype.plugin.stablediffusion;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import dev.calotype.spi.Trajectory;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Plans a walk with the samplers plugin, looked up by name as the farm does. */
final class Planned {
    private Planned() {}

    static Trajectory walk(SchedulerConfig scheduler, SamplerChoice sampler, int steps) {
        return sampler(sampler).plan(levels(scheduler, steps), scheduler.process());
    }

    static List<Level> levels(SchedulerConfig scheduler, int steps) {
        return schedule(scheduler.schedule()).levels(steps, scheduler.process());
    }

    @SuppressWarnings("unchecked")
    static Sampler sampler(SamplerChoice choice) {
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
                        .filter(value ->
                                value.toString().toLowerCase(Locale.ROOT).equals(given))
                        .findFirst()
                        .orElseThrow()
                : given;
    }
}
