package dev.calotype.launcher;

import dev.calotype.networks.LdmDirectory;
import dev.calotype.registry.ModelFiles;
import dev.calotype.registry.ModelRecord;
import dev.calotype.registry.ModelRecords;
import dev.calotype.registry.ModelShelf;
import dev.calotype.registry.RecordedFile;
import dev.calotype.spi.ModelRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds one model or conditioning module to a store: everything is checked before anything is written into it. */
final class ModelAdding {
    private static final String SAFETENSORS = ".safetensors";
    private static final List<String> PICKLES = List.of(".ckpt", ".pt", ".pth", ".bin", ".pkl");
    private static final List<String> PREDICTIONS = List.of("", "epsilon", "v_prediction");

    private final ModelStore store;
    private final Path source;
    private final String name;

    /**
     * What the user wishes.
     *
     * @param like a directory with the tokenizer and the configurations of a file, or null to look for one
     * @param prediction what a file's network predicts, or empty
     * @param variant which of a directory's variants, such as {@code fp16}, or empty
     * @param copy whether to copy into the store
     */
    record Wishes(@Nullable Path like, String prediction, String variant, boolean copy) {}

    ModelAdding(ModelStore store, Path source, @Nullable String name) {
        this.store = store;
        this.source = source;
        this.name = name == null ? ModelsAddCommand.named(source) : name;
    }

    /** Checks, digests and records the model; a complaint tells every fault. */
    ModelRecord add(Wishes wishes) {
        List<String> faults = faults(wishes);
        if (!faults.isEmpty()) {
            throw Complaint.of("model '" + name + "' cannot be added:", faults);
        }
        Path laidOut = store.place().resolve(name);
        boolean owned = Files.isRegularFile(source)
                || wishes.copy()
                || !wishes.variant().isEmpty();
        try {
            return recorded(owned ? fill(laidOut, wishes) : source, owned);
        } catch (ModelRefused e) {
            undo(owned, laidOut);
            throw Complaint.of("model '" + name + "' cannot be added:", e.faults());
        } catch (IOException e) {
            undo(owned, laidOut);
            throw new Complaint("model '" + name + "' cannot be added: " + e);
        } catch (Complaint e) {
            undo(owned, laidOut);
            throw e;
        }
    }

    private static void undo(boolean owned, Path laidOut) {
        if (owned) {
            ModelsRemoveCommand.delete(laidOut);
        }
    }

    private List<String> faults(Wishes wishes) {
        var faults = new ArrayList<String>();
        if (!ModelRecords.wellFormed(name)) {
            faults.add("the name '" + name + "' may have letters, digits and ._-, the first a letter or digit;"
                    + " give another with --name");
        } else {
            store.shelf()
                    .directory(name)
                    .ifPresent(there -> faults.add("there is a model '" + name + "' already, in " + there
                            + "; give another name with --name, or remove that one first"));
        }
        if (!PREDICTIONS.contains(wishes.prediction())) {
            faults.add("--prediction is '" + wishes.prediction() + "'; it may be epsilon or v_prediction");
        }
        if (!wishes.variant().isEmpty()) {
            variantFault(wishes).ifPresent(faults::add);
        }
        if (!Files.exists(source)) {
            faults.add(source + " is not there");
        } else if (Files.isRegularFile(source) && !source.toString().endsWith(SAFETENSORS)) {
            faults.add(fileFault());
        }
        return faults;
    }

    private Optional<String> variantFault(Wishes wishes) {
        if (!Files.isDirectory(source) || wishes.copy()) {
            return Optional.of("--variant chooses among the files of a directory that stays where it is; it goes with"
                    + " neither --copy nor a file");
        }
        try {
            List<String> found = new VariantLinks(source, wishes.variant()).found();
            return found.contains(wishes.variant())
                    ? Optional.empty()
                    : Optional.of("--variant is '" + wishes.variant() + "'; " + source + " has "
                            + (found.isEmpty() ? "none" : String.join(", ", found)));
        } catch (IOException e) {
            return Optional.of(source + " cannot be read: " + e);
        }
    }

    private String fileFault() {
        if (PICKLES.stream().noneMatch(source.toString()::endsWith)) {
            return source + " is no .safetensors file; a model is a directory, or one .safetensors file";
        }
        return source
                + " is a pickle, which can run code when it is read; take the model's .safetensors, or convert the"
                + " file where it is trusted: safetensors.torch.save_file({k: v.contiguous() for k, v in"
                + " torch.load(\"" + source.getFileName() + "\", weights_only=True)[\"state_dict\"].items()}, \""
                + ModelsAddCommand.named(source) + SAFETENSORS + "\")";
    }

    private Path fill(Path into, Wishes wishes) throws IOException {
        if (!wishes.variant().isEmpty()) {
            new VariantLinks(source, wishes.variant()).write(into);
            return into;
        }
        if (Files.isDirectory(source)) {
            copyAll(source, into);
            return into;
        }
        Path given = wishes.like();
        Path like = given == null ? found() : given;
        LdmDirectory.write(wishes.copy() ? copied(into) : source, like, wishes.prediction(), into);
        return into;
    }

    private Path copied(Path into) throws IOException {
        Files.createDirectories(into);
        return Files.copy(source, into.resolve(String.valueOf(source.getFileName())));
    }

    /** A model of the store with a tokenizer of the vocabulary that the file needs; the store itself if there is none. */
    private Path found() {
        Optional<Integer> wanted = LdmDirectory.vocabulary(source);
        return store.shelf().names().stream()
                .flatMap(other -> store.shelf().directory(other).stream())
                .filter(directory -> wanted.isPresent() && LdmDirectory.hasTokenizer(directory, wanted.get()))
                .findFirst()
                .orElse(store.place());
    }

    private ModelRecord recorded(Path directory, boolean owned) throws IOException {
        var shelf = new ModelShelf(
                List.of(directory.resolveSibling("")), store.readers().models());
        OnShelf found = store.readers()
                .find(shelf, String.valueOf(directory.getFileName()))
                .orElseThrow(() -> new Complaint(directory + " is no directory"));
        found.warnings().forEach(warning -> Say.line("warning: " + warning));
        boolean copied = Files.exists(directory.resolve(String.valueOf(source.getFileName())));
        List<Path> outside = Files.isRegularFile(source) && !copied ? List.of(source) : List.of();
        Say.line("digesting " + directory);
        List<RecordedFile> files = new ModelFiles(directory).digest(outside, read -> {});
        refuseNonFinite(directory, files);
        var record = new ModelRecord(
                name, directory, owned, found.family(), Clock.systemUTC().instant(), files);
        store.records().write(record);
        return record;
    }

    private void refuseNonFinite(Path directory, List<RecordedFile> files) {
        List<String> faults = files.stream()
                .filter(file -> file.path().endsWith(SAFETENSORS))
                .flatMap(file -> FiniteWeights.faults(file.path(), directory.resolve(file.path())).stream())
                .toList();
        if (!faults.isEmpty()) {
            throw new ModelRefused(name, faults);
        }
    }

    private static void copyAll(Path from, Path into) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = into.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
