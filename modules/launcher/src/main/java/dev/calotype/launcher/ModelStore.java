package dev.calotype.launcher;

import dev.calotype.registry.ModelRecords;
import dev.calotype.registry.ModelShelf;
import java.nio.file.Path;
import java.util.List;

/**
 * The models and conditioning modules of a data directory: those put into {@code models}, those that came with the program, and those added,
 * whose records lie beside them in {@code model-records}.
 *
 * @param place where models are laid out or copied to
 * @param records what was added
 * @param shelf all of them by name
 * @param readers who can read them
 */
record ModelStore(Path place, ModelRecords records, ModelShelf shelf, Readers readers) {
    /** The store of a data directory, for a command that runs no farm. */
    static ModelStore open(DataDirectory data) {
        return of(data, Readers.of(InstalledPlugins.catalogue(data)));
    }

    /** The store of a data directory, with families that are loaded already. */
    static ModelStore of(DataDirectory data, Readers readers) {
        Path place = data.at("models");
        var records = new ModelRecords(data.at("model-records"));
        List<Path> places = List.of(place, Distribution.current().models());
        return new ModelStore(place, records, new ModelShelf(places, List.of(records), readers.models()), readers);
    }
}
