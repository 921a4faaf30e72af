package dev.calotype.launcher;

import dev.calotype.jobs.NearMiss;
import dev.calotype.registry.ModelRecord;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Which models a command is about. */
final class ModelOptions {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    @Option(names = "--data", paramLabel = "DIR", description = "the farm's data directory (~/.calotype)")
    Path data = DataDirectory.usual();

    ModelStore store() {
        return ModelStore.open(new DataDirectory(data));
    }

    /** The record of a model that was added; a complaint if there is none. */
    static ModelRecord added(ModelStore store, String name) {
        try {
            return store.records().find(name).orElseThrow(() -> absent(store, name));
        } catch (UncheckedIOException e) {
            throw new Complaint(String.valueOf(e.getMessage()));
        }
    }

    private static Complaint absent(ModelStore store, String name) {
        return store.shelf()
                .directory(name)
                .map(directory -> new Complaint("model '" + name + "' lies in " + directory
                        + " and was not added, so there is no record of it; 'calotype models add' makes one"))
                .orElseGet(() -> new Complaint("there is no model '" + name + "'; "
                        + NearMiss.hint(name, store.shelf().names())));
    }

    /** Bytes as people read them. */
    static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
