package dev.calotype.registry;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What could not be loaded and why, by file or version, until it can or is replaced. Safe for any thread. */
final class Refusals {
    private final Map<String, PluginStatus> refused = new ConcurrentHashMap<>();

    void add(String name, PluginVersion version, List<String> reasons) {
        refused.put(name, PluginStatus.of(version, PluginStatus.State.REFUSED, reasons));
    }

    void remove(String name) {
        refused.remove(name);
    }

    /** Whether this very version was refused under this name. */
    boolean has(String name, PluginVersion version) {
        PluginStatus known = refused.get(name);
        return known != null && known.version().equals(version);
    }

    Collection<PluginStatus> all() {
        return List.copyOf(refused.values());
    }
}
