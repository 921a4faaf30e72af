package dev.calotype.registry;

import dev.calotype.spi.ModelFamily;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Gives the plugins that are current, all of one moment. Safe for any thread. */
@FunctionalInterface
public interface Plugins {
    /** A hold on what is current now; whoever takes it closes it. */
    Hold hold();

    /**
     * Plugins that never change, for a program without a registry; they are never closed.
     *
     * @param number tells them from those of another moment
     */
    static Plugins fixed(long number, List<Plugin> plugins, Function<List<ModelFamily>, ModelShelf> shelves) {
        var generation = new Generation(
                number,
                plugins.stream()
                        .map(plugin -> new LoadedPlugin(
                                plugin,
                                Signature.BUILT_IN,
                                null,
                                new PluginThread(plugin.version().label(), Duration.ofSeconds(10)),
                                (version, loader) -> {}))
                        .toList(),
                shelves);
        return () -> Hold.of(() -> generation);
    }
}
