package dev.calotype.registry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The plugins as they shall be after a look, before they become current. For one thread. */
final class Change {
    private final Map<String, LoadedPlugin> next = new TreeMap<>();
    private final List<LoadedPlugin> fresh = new ArrayList<>();

    /** Begins with the plugins of a generation. */
    Change(Generation from) {
        from.plugins().forEach(plugin -> next.put(plugin.version().id(), plugin));
    }

    /** The plugin of this id. */
    Optional<LoadedPlugin> find(String id) {
        return Optional.ofNullable(next.get(id));
    }

    boolean has(PluginVersion version) {
        return find(version.id())
                .filter(there -> there.version().equals(version))
                .isPresent();
    }

    /**
     * Loads a version in the place of the one of its id.
     *
     * @throws PluginRefused with every reason, such as names that another plugin has; then nothing changes
     */
    void load(PluginLoading loading, PluginLoading.Request request) throws IOException, PluginRefused {
        LoadedPlugin loaded = loading.load(request);
        String id = loaded.version().id();
        try {
            var claims = new Claims();
            for (LoadedPlugin other : next.values()) {
                if (!other.version().id().equals(id)) {
                    claims.take(other.plugin());
                }
            }
            claims.take(loaded.plugin());
        } catch (PluginRefused e) {
            loaded.uses().drop();
            throw e;
        }
        fresh.add(loaded);
        next.put(id, loaded);
    }

    /** Takes out every plugin but these. */
    void keepOnly(Map<String, List<Incoming.Target>> targets) {
        next.keySet().removeIf(id -> targets.getOrDefault(id, List.of()).isEmpty());
    }

    List<LoadedPlugin> plugins() {
        return List.copyOf(next.values());
    }

    /** Ends the use of what was loaded, which by now is in use by a generation, or superseded within this change. */
    void release() {
        fresh.forEach(plugin -> plugin.uses().drop());
        fresh.clear();
    }
}
