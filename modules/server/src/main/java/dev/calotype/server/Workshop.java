package dev.calotype.server;

import dev.calotype.registry.ConditionerShelf;
import dev.calotype.registry.ModelShelf;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The models loaded on one device: loaded when first asked for; the one that was not used for longest is closed when
 * another needs its memory or its place. A model at work is never closed.
 */
final class Workshop implements AutoCloseable {
    private final ModelShelf shelf;
    private final ConditionerShelf conditioners;
    private final DeviceSpec device;
    private final WorkerLimits limits;
    private final Map<String, LoadedModel> loaded = new LinkedHashMap<>(8, 0.75f, true);
    private final Map<String, LoadedConditioner<?>> beside = new LinkedHashMap<>(8, 0.75f, true);

    private final Map<Path, Long> sizes = new HashMap<>();

    Workshop(ModelShelf shelf, ConditionerShelf conditioners, DeviceSpec device, WorkerLimits limits) {
        this.shelf = shelf;
        this.conditioners = conditioners;
        this.device = device;
        this.limits = limits;
    }

    /**
     * The model of this name, loaded.
     *
     * @throws NoRoom if it does not fit beside the models at work
     * @throws TooLarge if it does not fit alone
     */
    LoadedModel model(String name) throws NoRoom {
        LoadedModel known = loaded.get(name);
        if (known == null) {
            ModelShelf.Shelved shelved = shelf.find(name)
                    .orElseThrow(() -> new IllegalArgumentException("model '" + name + "' is no longer on this node"));
            Precision precision = precision();
            long bytes = sizes.computeIfAbsent(
                    shelved.directory(), directory -> shelved.family().bytes(directory, precision));
            makeRoom("model '" + name + "'", bytes, 1, name);
            known = new LoadedModel(
                    shelved.family().load(shelved.directory(), device, precision),
                    limits.rows(),
                    bytes,
                    shelved.family().name() + " in " + precision + " of " + bytes + " bytes");
            loaded.put(name, known);
        }
        return known;
    }

    /**
     * The conditioning module of this name, loaded.
     *
     * @param model that it is loaded for, which stays
     * @throws NoRoom if it does not fit beside what is at work
     * @throws TooLarge if it does not fit alone
     */
    LoadedConditioner<?> conditioner(String name, String model) throws NoRoom {
        LoadedConditioner<?> known = beside.get(name);
        if (known == null) {
            ConditionerShelf.Shelved<?> shelved = conditioners
                    .find(name)
                    .orElseThrow(
                            () -> new IllegalArgumentException("conditioner '" + name + "' is no longer on this node"));
            long bytes = sizes.computeIfAbsent(
                    shelved.directory(), directory -> shelved.family().bytes(directory, precision()));
            makeRoom("conditioner '" + name + "'", bytes, 0, model);
            known = LoadedConditioner.of(shelved, device, precision(), bytes);
            beside.put(name, known);
        }
        return known;
    }

    private Precision precision() {
        return limits.precision().orElse(Precision.usual(device));
    }

    /** The model with walks that has waited longest for a step. */
    Optional<LoadedModel> nextBusy() {
        Optional<String> busy = loaded.entrySet().stream()
                .filter(entry -> entry.getValue().engine().size() > 0)
                .map(Map.Entry::getKey)
                .findFirst();
        return busy.map(loaded::get);
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
        beside.values().forEach(LoadedConditioner::close);
        beside.clear();
    }

    /** Closes idle modules, then idle models, the longest unused first, until this many models more and these bytes fit. */
    private void makeRoom(String what, long bytes, int models, String spared) throws NoRoom {
        if (bytes > limits.memory()) {
            throw new TooLarge(what + " takes " + bytes + " bytes; models may take " + limits.memory()
                    + " on a device. Raise 'worker.memory', or load it in less precision with 'worker.precision'");
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
        long taken = loaded.values().stream().mapToLong(LoadedModel::bytes).sum()
                + beside.values().stream().mapToLong(LoadedConditioner::bytes).sum();
        return loaded.size() + models <= limits.models() && bytes <= limits.memory() - taken;
    }
}
