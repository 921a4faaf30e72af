package dev.calotype.launcher;

import dev.calotype.jobs.NearMiss;
import dev.calotype.registry.ModelRecord;
import dev.calotype.spi.ModelRefused;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what one model or conditioning module is, and its files. */
@Command(
        name = "show",
        description = "Shows what a model or conditioning module is, and its files.",
        mixinStandardHelpOptions = true)
final class ModelsShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "the model or module")
    String name = "";

    @Mixin
    ModelOptions models = new ModelOptions();

    @Override
    public Integer call() {
        ModelStore store = models.store();
        try {
            OnShelf found = store.readers()
                    .find(store.shelf(), name)
                    .orElseThrow(() -> new Complaint("there is no model '" + name + "'; "
                            + NearMiss.hint(name, store.shelf().names())));
            Say.result("name        " + name);
            Say.result("family      " + found.family());
            Say.result("directory   " + found.directory());
            found.traits().forEach(Say::result);
            found.warnings().forEach(warning -> Say.result("warning     " + warning));
        } catch (ModelRefused e) {
            throw Complaint.of("model '" + name + "' cannot be used:", e.faults());
        }
        store.records().find(name).ifPresent(ModelsShowCommand::files);
        return 0;
    }

    private static void files(ModelRecord record) {
        Say.result("added       " + record.added());
        record.files()
                .forEach(file ->
                        Say.result("  " + file.sha256() + "  " + ModelOptions.size(file.bytes()) + "  " + file.path()));
    }
}
