package dev.calotype.registry;

import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What all loaded plugins add, by name. Immutable; safe for any thread. */
public final class Catalogue {
    private final Map<String, SamplerFactory<?>> samplers = new TreeMap<>();
    private final Map<String, ScheduleFactory<?>> schedules = new TreeMap<>();
    private final List<ModelFamily> families = new ArrayList<>();
    private final List<ConditionerFamily<?>> conditioners = new ArrayList<>();

    /**
     * A catalogue of these plugins.
     *
     * @throws IllegalArgumentException if two plugins add the same name; those of one directory never do
     */
    public Catalogue(List<Plugin> plugins) {
        for (Plugin plugin : plugins) {
            plugin.samplers().forEach(sampler -> put(samplers, sampler.name(), sampler, plugin));
            plugin.schedules().forEach(schedule -> put(schedules, schedule.name(), schedule, plugin));
            families.addAll(plugin.families());
            conditioners.addAll(plugin.conditioners());
        }
    }

    /** Names of all samplers. */
    public Set<String> samplers() {
        return samplers.keySet();
    }

    /** Names of all schedules. */
    public Set<String> schedules() {
        return schedules.keySet();
    }

    /** All model families. */
    public List<ModelFamily> families() {
        return List.copyOf(families);
    }

    /** All families of conditioning modules. */
    public List<ConditionerFamily<?>> conditioners() {
        return List.copyOf(conditioners);
    }

    /**
     * The sampler of a choice; empty if none has the name.
     *
     * @throws InvalidOptions with every fault of its options
     */
    public Optional<Sampler> sampler(SamplerChoice choice) {
        return Optional.ofNullable(samplers.get(choice.name())).map(factory -> sampler(factory, choice));
    }

    /**
     * The schedule of a choice; empty if none has the name.
     *
     * @throws InvalidOptions with every fault of its options
     */
    public Optional<NoiseSchedule> schedule(SamplerChoice choice) {
        return Optional.ofNullable(schedules.get(choice.name())).map(factory -> schedule(factory, choice));
    }

    private static <O extends Record> Sampler sampler(SamplerFactory<O> factory, SamplerChoice choice) {
        String who = "sampler '" + choice.name() + "'";
        Sampler made = made(who, () -> factory.create(Options.read(factory.defaults(), choice.options())));
        return (levels, process) -> PluginCall.answer(who, () -> made.plan(levels, process));
    }

    private static <O extends Record> NoiseSchedule schedule(ScheduleFactory<O> factory, SamplerChoice choice) {
        String who = "schedule '" + choice.name() + "'";
        NoiseSchedule made = made(who, () -> factory.create(Options.read(factory.defaults(), choice.options())));
        return (steps, process) -> PluginCall.answer(who, () -> made.levels(steps, process));
    }

    private static <T> T made(String who, Supplier<T> create) {
        try {
            return PluginCall.answer(who, create);
        } catch (InvalidOptions e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidOptions(List.of(new InvalidOptions.Fault("", String.valueOf(e.getMessage()))));
        }
    }

    private static <T> void put(Map<String, T> known, String name, T factory, Plugin plugin) {
        if (known.putIfAbsent(name, factory) != null) {
            throw new IllegalArgumentException("plugin '" + plugin.manifest().id() + "' adds '" + name
                    + "', which another plugin adds already; remove one of them");
        }
    }
}
