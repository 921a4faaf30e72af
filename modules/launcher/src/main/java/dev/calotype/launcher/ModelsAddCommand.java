package dev.calotype.launcher;

import dev.calotype.registry.ModelRecord;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a model or a conditioning module: checks it, digests its files and writes a record. */
@Command(
        name = "add",
        description = "Adds a directory of a model or of a conditioning module, or a checkpoint in one file; nothing is"
                + " copied unless asked.",
        mixinStandardHelpOptions = true)
final class ModelsAddCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR|FILE",
            description =
                    "a diffusers directory of a model, a ControlNet, motion modules, ..., or a .safetensors of the whole model")
    Path source = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "what jobs call it (the directory's or file's name)")
    @Nullable
    String name;

    @Option(
            names = "--like",
            paramLabel = "DIR",
            description = "for a file: a model directory whose tokenizer and configurations are taken")
    @Nullable
    Path like;

    @Option(
            names = "--prediction",
            paramLabel = "KIND",
            description = "for a file: epsilon or v_prediction, where it is not what models of its kind predict")
    String prediction = "";

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            description = "for a directory with several: the variant to use, such as fp16")
    String variant = "";

    @Option(names = "--copy", description = "copy the model into the data directory")
    boolean copy;

    @Mixin
    ModelOptions models = new ModelOptions();

    @Override
    public Integer call() {
        ModelStore store = models.store();
        var adding = new ModelAdding(store, source.toAbsolutePath().normalize(), name);
        ModelRecord record = adding.add(new ModelAdding.Wishes(like, prediction, variant, copy));
        Say.result(record.name() + "  " + record.family() + "  " + ModelOptions.size(record.bytes()) + "  "
                + record.directory());
        return 0;
    }

    /** What a model is called that is given no name. */
    static String named(Path source) {
        String file = String.valueOf(source.getFileName());
        return file.endsWith(".safetensors") ? file.substring(0, file.length() - ".safetensors".length()) : file;
    }
}
