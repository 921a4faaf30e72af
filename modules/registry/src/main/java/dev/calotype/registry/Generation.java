package dev.calotype.registry;

import dev.calotype.spi.ModelFamily;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All plugins that are current at one time, with what they add. Uses its plugins until its own last use ends. */
final class Generation {
    private final long number;
    private final List<LoadedPlugin> plugins;
    private final Catalogue catalogue;
    private final ModelShelf shelf;
    private final ConditionerShelf conditioners;
    private final Uses uses;

    Generation(long number, List<LoadedPlugin> plugins, Function<List<ModelFamily>, ModelShelf> shelves) {
        this.number = number;
        this.plugins = List.copyOf(plugins);
        catalogue = Catalogue.of(this.plugins);
        shelf = shelves.apply(catalogue.families());
        conditioners = new ConditionerShelf(shelf, catalogue.conditioners());
        this.plugins.forEach(plugin -> {
            if (!plugin.uses().take()) {
                throw new IllegalStateException(plugin.version().label() + " was closed before it became current");
            }
        });
        uses = new Uses(() -> this.plugins.forEach(plugin -> plugin.uses().drop()));
    }

    long number() {
        return number;
    }

    List<LoadedPlugin> plugins() {
        return plugins;
    }

    Optional<LoadedPlugin> find(PluginVersion version) {
        return plugins.stream()
                .filter(plugin -> plugin.version().equals(version))
                .findFirst();
    }

    Catalogue catalogue() {
        return catalogue;
    }

    ModelShelf shelf() {
        return shelf;
    }

    ConditionerShelf conditioners() {
        return conditioners;
    }

    Uses uses() {
        return uses;
    }
}
