package dev.calotype.registry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plugins of one moment, held: none of them is closed before this is, whatever becomes current meanwhile. Meant for the
 * time of one request; what lasts longer takes {@link Pins} of the plugins it uses. Safe for any thread.
 */
public final class Hold implements AutoCloseable {
    private final AtomicReference<@Nullable Generation> generation;

    private Hold(Generation generation) {
        this.generation = new AtomicReference<>(generation);
    }

    static Hold of(Supplier<Generation> current) {
        while (true) {
            Generation found = current.get();
            if (found.uses().take()) {
                return new Hold(found);
            }
        }
    }

    /** What the plugins add. */
    public Catalogue catalogue() {
        return held().catalogue();
    }

    /** The models that they can load. */
    public ModelShelf shelf() {
        return held().shelf();
    }

    /** How often the plugins had changed by then. */
    public long number() {
        return held().number();
    }

    /** All versions that are current. */
    public List<PluginVersion> versions() {
        return held().plugins().stream().map(LoadedPlugin::version).toList();
    }

    /** The conditioning modules that they can load. */
    public ConditionerShelf conditioners() {
        return held().conditioners();
    }

    /** The version that adds a family, of models or of conditioning modules; empty if no plugin does. */
    public Optional<PluginVersion> owner(Object family) {
        return owning(family).map(LoadedPlugin::version);
    }

    /** Pins the plugin that adds a family, if one does. */
    public Pins pin(Object family) {
        return Pins.of(owning(family).stream().toList());
    }

    /**
     * Pins the plugins that add this sampler and this schedule, as far as any does, and those of these versions that are
     * held.
     */
    public Pins pin(String sampler, String schedule, List<PluginVersion> others) {
        Generation held = held();
        return Pins.of(used(sampler, schedule, others).stream()
                .flatMap(version -> held.find(version).stream())
                .toList());
    }

    /** These versions, and those that add this sampler and this schedule. */
    public List<PluginVersion> used(String sampler, String schedule, List<PluginVersion> others) {
        return Stream.concat(others.stream(), held().catalogue().owners(sampler, schedule).stream())
                .distinct()
                .toList();
    }

    private Optional<LoadedPlugin> owning(Object family) {
        return held().plugins().stream()
                .filter(plugin -> plugin.plugin().parts().anyMatch(part -> part.equals(family)))
                .findFirst();
    }

    private Generation held() {
        Generation held = generation.get();
        if (held == null) {
            throw new IllegalStateException("this hold on the plugins was closed");
        }
        return held;
    }

    @Override
    public void close() {
        Generation held = generation.getAndSet(null);
        if (held != null) {
            held.uses().drop();
        }
    }
}
