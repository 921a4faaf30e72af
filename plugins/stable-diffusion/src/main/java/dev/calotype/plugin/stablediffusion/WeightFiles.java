package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.ComponentFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the safetensors of one component of a model directory, and says what is there instead if there are none. */
final class WeightFiles {
    private static final String ENDING = ".safetensors";
    private static final String INDEX = ".safetensors.index.json";
    private static final List<String> PICKLES = List.of(".bin", ".ckpt", ".pt", ".pth", ".pkl");

    /** A shard, which its index names. */
    private static final Pattern SHARD = Pattern.compile(".*-[0-9]{5}-of-[0-9]{5}.*\\.safetensors");

    private WeightFiles() {}

    /**
     * The file to read: {@code STEM.safetensors}, its index of shards, a pointer into a whole checkpoint, or the only
     * variant, such as {@code STEM.fp16.safetensors} or its index {@code STEM.safetensors.index.fp16.json}.
     *
     * @param folder the component's folder in the model directory
     * @param stem such as {@code diffusion_pytorch_model}
     * @param faults where to say that there is none
     */
    static Optional<Path> find(Path directory, String folder, String stem, Consumer<String> faults) {
        List<Path> files = files(directory.resolve(folder));
        for (String ending : List.of(ENDING, INDEX, ComponentFile.POINTER)) {
            for (Path file : files) {
                if (name(file).equals(stem + ending)) {
                    return Optional.of(file);
                }
            }
        }
        List<Path> variants =
                files.stream().filter(file -> isVariant(name(file), stem)).toList();
        if (variants.size() == 1) {
            return Optional.of(variants.getFirst());
        }
        faults.accept(variants.isEmpty() ? absence(folder, stem, files) : choice(folder, stem, variants));
        return Optional.empty();
    }

    /** Variants of one file, and indices of sharded variants by both spellings, such as fp16 before or after the index. */
    private static boolean isVariant(String name, String stem) {
        boolean one = name.endsWith(ENDING) && !SHARD.matcher(name).matches();
        boolean index = name.endsWith(".json") && name.contains(".safetensors.index.");
        return name.startsWith(stem + ".") && (one || index);
    }

    private static String absence(String folder, String stem, List<Path> files) {
        String wanted = folder + "/" + stem + ENDING;
        return files.stream()
                .filter(file -> PICKLES.stream().anyMatch(name(file)::endsWith))
                .findFirst()
                .map(pickle -> folder + "/" + name(pickle) + ": a pickle, which can run code when it is read; " + wanted
                        + " is needed. Take the model's safetensors, or convert the file where it is trusted, with"
                        + " safetensors.torch.save_file(torch.load(\"" + name(pickle) + "\", weights_only=True), \""
                        + stem + ENDING + "\")")
                .orElse(wanted + ": the file is missing");
    }

    private static String choice(String folder, String stem, List<Path> variants) {
        return folder + "/" + stem + ENDING + ": the file is missing, and there are several variants: "
                + String.join(", ", variants.stream().map(WeightFiles::name).toList())
                + "; choose one with 'calotype models add DIR --variant NAME', or keep only the one to load";
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
