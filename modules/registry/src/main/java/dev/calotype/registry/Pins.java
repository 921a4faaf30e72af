package dev.calotype.registry;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Versions of plugins that somebody works with; none is closed before this is. Safe for any thread. */
public final class Pins implements AutoCloseable {
    private final List<PluginVersion> versions;
    private final AtomicReference<List<LoadedPlugin>> pinned;

    private Pins(List<LoadedPlugin> pinned) {
        versions = pinned.stream().map(LoadedPlugin::version).toList();
        this.pinned = new AtomicReference<>(List.copyOf(pinned));
    }

    /** Pins plugins that somebody holds. */
    static Pins of(List<LoadedPlugin> plugins) {
        for (LoadedPlugin plugin : plugins) {
            if (!plugin.uses().take()) {
                throw new IllegalStateException(plugin.version().label() + " is closed and cannot be used any more");
            }
        }
        return new Pins(plugins);
    }

    /** Which they are. */
    public List<PluginVersion> versions() {
        return versions;
    }

    @Override
    public void close() {
        pinned.getAndSet(List.of()).forEach(plugin -> plugin.uses().drop());
    }
}
