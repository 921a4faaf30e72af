package dev.calotype.launcher;

import dev.calotype.registry.ModelRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Forgets added models; files that the user brought stay where they are. */
@Command(
        name = "remove",
        description = "Forgets added models; what was copied goes, your own files stay.",
        mixinStandardHelpOptions = true)
final class ModelsRemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "1..*", description = "models")
    List<String> names = List.of();

    @Mixin
    ModelOptions models = new ModelOptions();

    @Override
    public Integer call() {
        ModelStore store = models.store();
        List<ModelRecord> records =
                names.stream().map(name -> ModelOptions.added(store, name)).toList();
        for (ModelRecord record : records) {
            store.records().remove(record.name());
            if (record.owned() && record.directory().startsWith(store.place())) {
                delete(record.directory());
            }
            Say.result(record.name());
        }
        return 0;
    }

    /** Deletes a directory that was made when a model was added. */
    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new Complaint("the directory " + directory + " cannot be deleted: " + e);
        }
    }
}
