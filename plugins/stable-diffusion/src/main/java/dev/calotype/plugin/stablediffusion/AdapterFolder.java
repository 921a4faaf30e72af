package dev.calotype.plugin.stablediffusion;

import dev.calotype.spi.InstalledAdapter;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.TensorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The adapters beside a model: each {@code adapters/NAME.safetensors} of its directory, or a link to one.
 *
 * @param folder where they lie; need not exist
 * @param targets what they are compared with; null where there are none
 * @param installed each of them, with what is wrong with it
 */
record AdapterFolder(Path folder, @Nullable AdapterTargets targets, List<InstalledAdapter> installed) {
    private static final String NAME = "adapters";
    private static final String ENDING = ".safetensors";

    /** Reads the headers of all adapters of a model. */
    static AdapterFolder read(Path directory, ModelDirectory.Networks networks) {
        Path folder = directory.resolve(NAME);
        List<String> names = names(folder);
        AdapterTargets targets = names.isEmpty() ? null : AdapterTargets.of(networks);
        List<InstalledAdapter> installed = new ArrayList<>();
        if (targets != null) {
            names.forEach(name -> installed.add(new InstalledAdapter(name, faults(folder, name, targets))));
        }
        return new AdapterFolder(folder, targets, List.copyOf(installed));
    }

    /** The file of an adapter. */
    Path file(String name) {
        return file(folder, name);
    }

    private static Path file(Path folder, String name) {
        return folder.resolve(name + ENDING);
    }

    private static List<String> faults(Path folder, String name, AdapterTargets targets) {
        String title = NAME + "/" + name + ENDING;
        Path path = file(folder, name);
        List<String> faults = new ArrayList<>();
        try (SafeTensors file = SafeTensors.open(path)) {
            var unused = AdapterFile.read(file, name, targets, faults);
        } catch (TensorException e) {
            return List.of(String.valueOf(e.getMessage()).replace(path.toString(), title + ":"));
        }
        return faults.stream().map(fault -> title + ": " + fault).toList();
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(ENDING) && file.length() > ENDING.length())
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
