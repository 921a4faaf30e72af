package dev.calotype.launcher;

import dev.calotype.registry.Catalogue;
import dev.calotype.registry.ModelRecords;
import dev.calotype.registry.ModelShelf;
import dev.calotype.registry.PluginDirectory;
import dev.calotype.registry.PluginInstallation;
import dev.calotype.spi.ModelFamily;
import java.io.IOException;
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
        Logs.quiet();
        InstalledPlugins installed = InstalledPlugins.of(data, false);
        try {
            PluginDirectory.Found plugins = new PluginInstallation(installed.home(), installed.policy()).load();
            plugins.faults().forEach(Say::line);
            return of(data, new Catalogue(plugins.plugins()).families());
        } catch (IOException e) {
            throw new Complaint("the plugins of " + data.root() + " cannot be read: " + e.getMessage());
        }
    }

    /** The store of a data directory, with families that are loaded already. */
    static ModelStore of(DataDirectory data, List<ModelFamily> families) {
        Path place = data.at("models");
        var records = new ModelRecords(data.at("model-records"));
        List<Path> places = List.of(place, Distribution.current().models());
        return new ModelStore(place, records, new ModelShelf(places, List.of(records), families), families);
    }
}
