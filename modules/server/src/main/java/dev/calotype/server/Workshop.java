package dev.calotype.server;

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
    private final DeviceSpec device;
    private final WorkerLimits limits;
    private final Map<String, LoadedModel> loaded = new LinkedHashMap<>(8, 0.75f, true);

    private final Map<Path, Long> sizes = new HashMap<>();

    Workshop(ModelShelf shelf, DeviceSpec device, WorkerLimits limits) {
        this.shelf = shelf;
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
            Precision precision = limits.precision().orElse(Precision.usual(device));
            long bytes = sizes.computeIfAbsent(
                    shelved.directory(), directory -> shelved.family().bytes(directory, precision));
            makeRoom(name, bytes);
            known = new LoadedModel(
                    shelved.family().load(shelved.directory(), device, precision), limits.rows(), bytes);
            loaded.put(name, known);
        }
        return known;
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
        long taken = loaded.values().stream().mapToLong(LoadedModel::bytes).sum();
        return loaded.size() < limits.models() && bytes <= limits.memory() - taken;
    }
}
