package dev.calotype.server;

import dev.calotype.registry.ConditionerShelf;
import dev.calotype.registry.Hold;
import dev.calotype.registry.ModelShelf;
import dev.calotype.registry.Pins;
import dev.calotype.registry.PluginVersion;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.Precision;
import dev.calotype.spi.WeightStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The models loaded on one device: loaded when first asked for; the one that was not used for longest is closed when
 * another needs its memory or its place. A model at work is never closed. One whose family is replaced is left to the jobs
 * that have begun with it, and closed after the last of them. For the device's thread.
 */
final class Workshop implements AutoCloseable {
    private final DeviceSpec device;
    private final WorkerLimits limits;
    private final Map<String, LoadedModel> loaded = new LinkedHashMap<>(8, 0.75f, true);
    private final Map<String, LoadedConditioner<?>> beside = new LinkedHashMap<>(8, 0.75f, true);

    private final Map<Path, Long> sizes = new HashMap<>();
    private final List<LoadedModel> superseded = new ArrayList<>();
    private final List<LoadedConditioner<?>> replaced = new ArrayList<>();
    private long number = -1;
    private boolean oldsTurn;

    Workshop(DeviceSpec device, WorkerLimits limits) {
        this.device = device;
        this.limits = limits;
    }

    /** Sets aside the models and modules whose plugin is not current any more, and closes those of them that have no work left. */
    void follow(Hold plugins) {
        if (plugins.number() != number) {
            number = plugins.number();
            loaded.entrySet().removeIf(entry -> {
                boolean old = !isCurrent(entry.getKey(), entry.getValue().plugin(), plugins);
                return old && superseded.add(entry.getValue());
            });
            beside.entrySet().removeIf(entry -> {
                boolean old = !isCurrentModule(entry.getKey(), entry.getValue().plugin(), plugins);
                return old && replaced.add(entry.getValue());
            });
        }
        superseded.removeIf(Workshop::closedIfIdle);
        replaced.removeIf(LoadedConditioner::closedIfIdle);
    }

    private static boolean isCurrent(String name, List<PluginVersion> of, Hold plugins) {
        try {
            return of.isEmpty()
                    || plugins.shelf()
                            .find(name)
                            .filter(shelved -> plugins.owner(shelved.family()).equals(Optional.of(of.getFirst())))
                            .isPresent();
        } catch (ModelRefused gone) {
            return false;
        }
    }

    private static boolean isCurrentModule(String name, List<PluginVersion> of, Hold plugins) {
        try {
            return of.isEmpty()
                    || plugins.conditioners()
                            .find(name)
                            .filter(shelved -> plugins.owner(shelved.family()).equals(Optional.of(of.getFirst())))
                            .isPresent();
        } catch (ModelRefused gone) {
            return false;
        }
    }

    private static boolean closedIfIdle(LoadedModel model) {
        boolean idle = model.engine().size() == 0;
        if (idle) {
            model.close();
        }
        return idle;
    }

    /**
     * The model of this name, loaded.
     *
     * @param plugins who can load it
     * @throws NoRoom if it does not fit beside the models at work
     * @throws TooLarge if it does not fit alone
     */
    LoadedModel model(String name, Hold plugins) throws NoRoom {
        follow(plugins);
        LoadedModel known = loaded.get(name);
        if (known == null) {
            ModelShelf.Shelved shelved = plugins.shelf()
                    .find(name)
                    .orElseThrow(() -> new IllegalArgumentException("model '" + name + "' is no longer on this node"));
            Precision precision = precision();
            long bytes = sizes.computeIfAbsent(
                    shelved.directory(), directory -> shelved.family().bytes(directory, precision, limits.storage()));
            makeRoom("model '" + name + "'", bytes, 1, name);
            known = load(shelved, precision, bytes, plugins);
            loaded.put(name, known);
        }
        return known;
    }

    /**
     * The conditioning module of this name, loaded.
     *
     * @param model that it is loaded for, which stays
     * @param plugins who can load it
     * @throws NoRoom if it does not fit beside what is at work
     * @throws TooLarge if it does not fit alone
     */
    LoadedConditioner<?> conditioner(String name, String model, Hold plugins) throws NoRoom {
        LoadedConditioner<?> known = beside.get(name);
        if (known == null) {
            ConditionerShelf.Shelved<?> shelved = plugins.conditioners()
                    .find(name)
                    .orElseThrow(
                            () -> new IllegalArgumentException("conditioner '" + name + "' is no longer on this node"));
            long bytes = sizes.computeIfAbsent(
                    shelved.directory(), directory -> shelved.family().bytes(directory, precision()));
            makeRoom("conditioner '" + name + "'", bytes, 0, model);
            known = conditioner(shelved, bytes, plugins);
            beside.put(name, known);
        }
        return known;
    }

    private LoadedConditioner<?> conditioner(ConditionerShelf.Shelved<?> shelved, long bytes, Hold plugins) {
        Pins pins = plugins.pin(shelved.family());
        return loaded(
                "conditioner '" + shelved.name() + "'",
                pins,
                () -> LoadedConditioner.of(shelved, device, precision(), bytes, pins));
    }

    private LoadedModel load(ModelShelf.Shelved shelved, Precision precision, long bytes, Hold plugins) {
        ModelFamily family = shelved.family();
        Pins pins = plugins.pin(family);
        return loaded(
                "model '" + shelved.name() + "'",
                pins,
                () -> new LoadedModel(
                        family.load(shelved.directory(), device, precision, limits.storage()),
                        limits.rows(),
                        bytes,
                        kind(family, precision) + " of " + bytes + " bytes",
                        pins));
    }

    private String kind(ModelFamily family, Precision precision) {
        String kind = family.name() + " in " + precision;
        return limits.storage() == WeightStorage.PLAIN ? kind : kind + " with weights in " + limits.storage();
    }

    private static <T> T loaded(String what, Pins pins, Supplier<T> load) {
        try {
            return load.get();
        } catch (ModelRefused | IllegalArgumentException e) {
            pins.close();
            throw e;
        } catch (RuntimeException | Error e) {
            pins.close();
            throw new IllegalStateException(
                    what + " could not be loaded by " + PluginNames.of(pins.versions()) + ": " + e, e);
        }
    }

    private Precision precision() {
        return limits.precision().orElse(Precision.usual(device));
    }

    /** The model with walks that has waited longest for a step. */
    Optional<LoadedModel> nextBusy() {
        Optional<LoadedModel> old =
                superseded.stream().filter(model -> model.engine().size() > 0).findFirst();
        Optional<String> busy = loaded.entrySet().stream()
                .filter(entry -> entry.getValue().engine().size() > 0)
                .map(Map.Entry::getKey)
                .findFirst();
        oldsTurn = !oldsTurn;
        return oldsTurn
                ? old.or(() -> busy.map(loaded::get))
                : busy.map(loaded::get).or(() -> old);
    }

    Set<String> names() {
        return Set.copyOf(loaded.keySet());
    }

    /** What is loaded, the longest unused first. */
    List<WarmModel> warm() {
        return loaded.entrySet().stream()
                .map(entry -> new WarmModel(entry.getKey(), entry.getValue().bytes()))
                .toList();
    }

    @Override
    public void close() {
        loaded.values().forEach(LoadedModel::close);
        loaded.clear();
        superseded.forEach(LoadedModel::close);
        superseded.clear();
        Stream.concat(beside.values().stream(), replaced.stream()).forEach(LoadedConditioner::close);
        beside.clear();
        replaced.clear();
    }

    /** Closes idle modules, then idle models, the longest unused first, until this many models more and these bytes fit. */
    private void makeRoom(String what, long bytes, int models, String spared) throws NoRoom {
        if (bytes > limits.memory()) {
            throw new TooLarge(what + " takes " + bytes + " bytes; models may take " + limits.memory()
                    + " on a device. Raise 'worker.memory', or load it smaller with 'worker.precision' or"
                    + " 'worker.weights'");
        }
        var modules = beside.values().iterator();
        while (!fits(bytes, 0) && modules.hasNext()) {
            LoadedConditioner<?> oldest = modules.next();
            if (oldest.isIdle()) {
                modules.remove();
                oldest.close();
            }
        }
        var known = loaded.entrySet().iterator();
        while (!fits(bytes, models) && known.hasNext()) {
            var oldest = known.next();
            if (oldest.getValue().engine().size() == 0 && !oldest.getKey().equals(spared)) {
                known.remove();
                oldest.getValue().close();
            }
        }
        if (!fits(bytes, models)) {
            throw new NoRoom(what + " waits until the models at work leave it room");
        }
    }

    private boolean fits(long bytes, int models) {
        long taken = Stream.concat(loaded.values().stream(), superseded.stream())
                        .mapToLong(LoadedModel::bytes)
                        .sum()
                + Stream.concat(beside.values().stream(), replaced.stream())
                        .mapToLong(LoadedConditioner::bytes)
                        .sum();
        return loaded.size() + models <= limits.models() && bytes <= limits.memory() - taken;
    }
}
