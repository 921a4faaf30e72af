package dev.calotype.server;

import dev.calotype.registry.ModelShelf;
import dev.calotype.spi.DeviceSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The models loaded on one device: loaded when first asked for, the longest unused closed when there are too many. */
final class Workshop implements AutoCloseable {
    private final ModelShelf shelf;
    private final DeviceSpec device;
    private final WorkerLimits limits;
    private final Map<String, LoadedModel> loaded = new LinkedHashMap<>(8, 0.75f, true);

    Workshop(ModelShelf shelf, DeviceSpec device, WorkerLimits limits) {
        this.shelf = shelf;
        this.device = device;
        this.limits = limits;
    }

    /** The model of this name, loaded. */
    LoadedModel model(String name) {
        LoadedModel known = loaded.get(name);
        if (known == null) {
            makeRoom();
            ModelShelf.Shelved shelved = shelf.find(name)
                    .orElseThrow(() -> new IllegalArgumentException("model '" + name + "' is no longer on this node"));
            known = new LoadedModel(shelved.family().load(shelved.directory(), device), limits.rows());
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

    @Override
    public void close() {
        loaded.values().forEach(LoadedModel::close);
        loaded.clear();
    }

    private void makeRoom() {
        var models = loaded.values().iterator();
        while (loaded.size() >= limits.models() && models.hasNext()) {
            LoadedModel oldest = models.next();
            if (oldest.engine().size() == 0) {
                models.remove();
                oldest.close();
            }
        }
    }
}
