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
import java.util.stream.Stream;

/** What all loaded plugins add, by name. Immutable; safe for any thread. */
public final class Catalogue {
    private final Map<String, Added<SamplerFactory<?>>> samplers = new TreeMap<>();
    private final Map<String, Added<ScheduleFactory<?>>> schedules = new TreeMap<>();
    private final List<ModelFamily> families = new ArrayList<>();
    private final List<ConditionerFamily<?>> conditioners = new ArrayList<>();

    private record Added<T>(T factory, PluginCall plugin) {}

    /**
     * A catalogue of these plugins.
     *
     * @throws IllegalArgumentException if two plugins add the same name; those of one directory never do
     */
    public Catalogue(List<Plugin> plugins) {
        plugins.forEach(plugin -> add(plugin, Calling.DIRECT));
    }

    private Catalogue() {}

    /** A catalogue of these versions, each of which is called on its own thread. */
    static Catalogue of(List<LoadedPlugin> versions) {
        var catalogue = new Catalogue();
        versions.forEach(loaded -> catalogue.add(loaded.plugin(), loaded.calling()));
        return catalogue;
    }

    private void add(Plugin plugin, Calling calling) {
        var call = new PluginCall(plugin.version(), calling);
        plugin.samplers().forEach(sampler -> put(samplers, sampler.name(), new Added<>(sampler, call)));
        plugin.schedules().forEach(schedule -> put(schedules, schedule.name(), new Added<>(schedule, call)));
        families.addAll(plugin.families());
        conditioners.addAll(plugin.conditioners());
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
        return Optional.ofNullable(samplers.get(choice.name()))
                .map(added -> sampler(added.factory(), added.plugin(), choice));
    }

    /**
     * The schedule of a choice; empty if none has the name.
     *
     * @throws InvalidOptions with every fault of its options
     */
    public Optional<NoiseSchedule> schedule(SamplerChoice choice) {
        return Optional.ofNullable(schedules.get(choice.name()))
                .map(added -> schedule(added.factory(), added.plugin(), choice));
    }

    /** Which plugins add these; a name that nobody adds is passed over. */
    List<PluginVersion> owners(String sampler, String schedule) {
        return Stream.of(Optional.ofNullable(samplers.get(sampler)), Optional.ofNullable(schedules.get(schedule)))
                .flatMap(Optional::stream)
                .map(added -> added.plugin().version())
                .distinct()
                .toList();
    }

    private static <O extends Record> Sampler sampler(
            SamplerFactory<O> factory, PluginCall plugin, SamplerChoice choice) {
        String who = "sampler '" + choice.name() + "'";
        Sampler made = made(plugin, who, () -> factory.create(Options.read(factory.defaults(), choice.options())));
        return (levels, process) -> plugin.answer(who, () -> made.plan(levels, process));
    }

    private static <O extends Record> NoiseSchedule schedule(
            ScheduleFactory<O> factory, PluginCall plugin, SamplerChoice choice) {
        String who = "schedule '" + choice.name() + "'";
        NoiseSchedule made =
                made(plugin, who, () -> factory.create(Options.read(factory.defaults(), choice.options())));
        return (steps, process) -> plugin.answer(who, () -> made.levels(steps, process));
    }

    private static <T> T made(PluginCall plugin, String who, Supplier<T> create) {
        try {
            return plugin.answer(who, create);
        } catch (InvalidOptions e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidOptions(List.of(new InvalidOptions.Fault("", String.valueOf(e.getMessage()))));
        }
    }

    private static <T> void put(Map<String, Added<T>> known, String name, Added<T> added) {
        if (known.putIfAbsent(name, added) != null) {
            throw new IllegalArgumentException(
                    "plugin '" + added.plugin().version().id() + "' adds '" + name
                            + "', which another plugin adds already; remove one of them");
        }
    }
}
