package dev.calotype.launcher;

import dev.calotype.registry.ModelFiles;
import dev.calotype.registry.ModelRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares added models with what their records say. */
@Command(
        name = "verify",
        description = "Compares added models with their records; all of them if none is named.",
        mixinStandardHelpOptions = true)
final class ModelsVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "models")
    List<String> names = List.of();

    @Mixin
    ModelOptions models = new ModelOptions();

    @Override
    public Integer call() {
        ModelStore store = models.store();
        List<String> asked = names.isEmpty() ? store.records().names() : names;
        var faults = new ArrayList<String>();
        for (String name : asked) {
            List<String> found = faults(ModelOptions.added(store, name));
            found.forEach(fault -> faults.add(name + ": " + fault));
            if (found.isEmpty()) {
                Say.result(name + "  as it was added");
            }
        }
        if (!faults.isEmpty()) {
            throw Complaint.of("models have changed:", faults);
        }
        return 0;
    }

    private static List<String> faults(ModelRecord record) {
        try {
            return ModelFiles.verify(record, read -> {});
        } catch (IOException e) {
            return List.of("cannot be read: " + e);
        }
    }
}
