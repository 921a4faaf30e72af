package dev.calotype.server;

import dev.calotype.registry.Hold;
import dev.calotype.registry.ModelShelf;
import dev.calotype.registry.Pins;
import dev.calotype.registry.PluginVersion;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final Map<Path, Long> sizes = new HashMap<>();
    private final List<LoadedModel> superseded = new ArrayList<>();
    private long number = -1;
    private boolean oldsTurn;

    Workshop(DeviceSpec device, WorkerLimits limits) {
        this.device = device;
        this.limits = limits;
    }

    /** Sets aside the models whose plugin is not current any more, and closes those of them that have no work left. */
    void follow(Hold plugins) {
        if (plugins.number() != number) {
            number = plugins.number();
            loaded.entrySet().removeIf(entry -> {
                boolean old = !isCurrent(entry.getKey(), entry.getValue().plugin(), plugins);
                return old && superseded.add(entry.getValue());
            });
        }
        superseded.removeIf(Workshop::closedIfIdle);
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
            Precision precision = limits.precision().orElse(Precision.usual(device));
            long bytes = sizes.computeIfAbsent(
                    shelved.directory(), directory -> shelved.family().bytes(directory, precision));
            makeRoom(name, bytes);
            known = load(shelved, precision, bytes, plugins);
            loaded.put(name, known);
        }
        return known;
    }

    private LoadedModel load(ModelShelf.Shelved shelved, Precision precision, long bytes, Hold plugins) {
        ModelFamily family = shelved.family();
        Pins pins = plugins.pin(family);
        try {
            return new LoadedModel(
                    family.load(shelved.directory(), device, precision),
                    limits.rows(),
                    bytes,
                    family.name() + " in " + precision + " of " + bytes + " bytes",
                    pins);
        } catch (ModelRefused | IllegalArgumentException e) {
            pins.close();
            throw e;
        } catch (RuntimeException | Error e) {
            pins.close();
            throw new IllegalStateException(
                    "model '" + shelved.name() + "' could not be loaded by " + PluginNames.of(pins.versions()) + ": "
                            + e,
                    e);
        }
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
    }

    private void makeRoom(String name, long bytes) throws NoRoom {
        if (bytes > limits.memory()) {
            throw new TooLarge("model '" + name + "' takes " + bytes + " bytes; models may take " + limits.memory()
                    + " on a device. Raise 'worker.memory', or load it in less precision with 'worker.precision'");
        }
        var models = loaded.values().iterator();
        while (!fits(bytes) && models.hasNext()) {
            LoadedModel oldest = models.next();
            if (oldest.engine().size() == 0) {
                models.remove();
                oldest.close();
            }
        }
        if (!fits(bytes)) {
            throw new NoRoom("model '" + name + "' waits until the models at work leave it room");
        }
    }

    private boolean fits(long bytes) {
        long taken = Stream.concat(loaded.values().stream(), superseded.stream())
                .mapToLong(LoadedModel::bytes)
                .sum();
        return loaded.size() < limits.models() && bytes <= limits.memory() - taken;
    }
}
