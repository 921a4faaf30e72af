package dev.calotype.launcher;

import dev.calotype.registry.ModelRecords;
import dev.calotype.registry.ModelShelf;
import dev.calotype.spi.ModelFamily;
import java.nio.file.Path;
import java.util.List;

/**
 * The models of a data directory: those put into {@code models}, those that came with the program, and those added,
 * whose records lie beside them in {@code model-records}.
 *
 * @param place where models are laid out or copied to
 * @param records what was added
 * @param shelf all models by name
 * @param families who can load models
 */
record ModelStore(Path place, ModelRecords records, ModelShelf shelf, List<ModelFamily> families) {
    /** The store of a data directory, for a command that runs no farm. */
    static ModelStore open(DataDirectory data) {
        return of(data, InstalledPlugins.catalogue(data).families());
    }

    /** The store of a data directory, with families that are loaded already. */
    static ModelStore of(DataDirectory data, List<ModelFamily> families) {
        Path place = data.at("models");
        var records = new ModelRecords(data.at("model-records"));
        List<Path> places = List.of(place, Distribution.current().models());
        return new ModelStore(place, records, new ModelShelf(places, List.of(records), families), families);
    }
}
