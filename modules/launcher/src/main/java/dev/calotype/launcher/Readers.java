package dev.calotype.launcher;

import dev.calotype.registry.Catalogue;
import dev.calotype.registry.ConditionerShelf;
import dev.calotype.registry.ModelShelf;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who can read directories of a store: families of models, and of conditioning modules.
 *
 * @param models families of models
 * @param modules families of conditioning modules
 */
record Readers(List<ModelFamily> models, List<ConditionerFamily<?>> modules) {
    /** Nobody, for commands that read no directory. */
    static final Readers NONE = new Readers(List.of(), List.of());

    /** Copies the lists. */
    Readers {
        models = List.copyOf(models);
        modules = List.copyOf(modules);
    }

    /** Those of all plugins. */
    static Readers of(Catalogue catalogue) {
        return new Readers(catalogue.families(), catalogue.conditioners());
    }

    /**
     * What lies on a shelf of these families under this name; empty if nothing does.
     *
     * @throws ModelRefused if nobody reads it, or whoever does finds it unfit, with every reason
     */
    Optional<OnShelf> find(ModelShelf shelf, String name) {
        Optional<ConditionerShelf.Shelved<?>> module = module(shelf, name);
        if (module.isPresent()) {
            return module.map(OnShelf.OfModule::new);
        }
        shelf.directory(name).ifPresent(directory -> refuseStranger(name, directory));
        return shelf.find(name).map(OnShelf.OfModel::new);
    }

    private Optional<ConditionerShelf.Shelved<?>> module(ModelShelf shelf, String name) {
        try {
            return new ConditionerShelf(shelf, modules).find(name);
        } catch (IllegalArgumentException failed) {
            throw new ModelRefused(name, List.of(String.valueOf(failed.getMessage())));
        }
    }

    private void refuseStranger(String name, Path directory) {
        if (Files.isDirectory(directory) && models.stream().noneMatch(family -> mayRead(family, directory))) {
            throw new ModelRefused(
                    name,
                    List.of(directory + " is read by no plugin that is installed: neither as a model ("
                            + String.join(
                                    ", ", models.stream().map(ModelFamily::name).toList())
                            + ") nor as a conditioning module ("
                            + String.join(
                                    ", ",
                                    modules.stream()
                                            .map(ConditionerFamily::name)
                                            .toList())
                            + "); is it the right directory, and does it hold model_index.json or config.json?"));
        }
    }

    /** One that fails is told with its failure by the shelf. */
    private static boolean mayRead(ModelFamily family, Path directory) {
        try {
            return family.recognises(directory);
        } catch (RuntimeException | LinkageError e) {
            return true;
        }
    }
}
