package dev.calotype.launcher;

import dev.calotype.jobs.NearMiss;
import dev.calotype.registry.ModelRecord;
import dev.calotype.registry.ModelShelf;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.ModelTraits;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what one model is, and its files. */
@Command(name = "show", description = "Shows what a model is, and its files.", mixinStandardHelpOptions = true)
final class ModelsShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "the model")
    String name = "";

    @Mixin
    ModelOptions models = new ModelOptions();

    @Override
    public Integer call() {
        ModelStore store = models.store();
        try {
            ModelShelf.Shelved found = store.shelf()
                    .find(name)
                    .orElseThrow(() -> new Complaint("there is no model '" + name + "'; "
                            + NearMiss.hint(name, store.shelf().names())));
            traits(found);
        } catch (ModelRefused e) {
            throw Complaint.of("model '" + name + "' cannot be used:", e.faults());
        }
        store.records().find(name).ifPresent(ModelsShowCommand::files);
        return 0;
    }

    private static void traits(ModelShelf.Shelved found) {
        ModelTraits traits = found.traits();
        Say.result("name        " + found.name());
        Say.result("family      " + found.family().name());
        Say.result("directory   " + found.directory());
        Say.result("prediction  " + traits.prediction().getClass().getSimpleName());
        Say.result(
                "picture     " + traits.sizes().width() + "×" + traits.sizes().height() + ", multiples of "
                        + traits.sizes().multiple() + " up to " + traits.sizes().largest());
        Say.result("sampler     " + traits.sampler().name() + ", schedule "
                + traits.schedule().name() + ", " + traits.steps() + " steps, guidance " + traits.guidance());
        found.family().warnings(found.directory()).forEach(warning -> Say.result("warning     " + warning));
    }

    private static void files(ModelRecord record) {
        Say.result("added       " + record.added());
        record.files()
                .forEach(file ->
                        Say.result("  " + file.sha256() + "  " + ModelOptions.size(file.bytes()) + "  " + file.path()));
    }
}
