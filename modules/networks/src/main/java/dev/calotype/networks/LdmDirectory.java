package dev.calotype.networks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.ModelRefused;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.TensorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lays a checkpoint of one file out as a model directory without copying its weights: configurations told by its shapes,
 * a tokenizer, and for each component a pointer into the file. What is laid out can be read and corrected by hand.
 */
public final class LdmDirectory {
    private static final String CONFIG = "config.json";
    private static final String INDEX = "model_index.json";
    private static final String SCHEDULER = "scheduler/scheduler_config.json";

    private final Path file;
    private final JsonMapper json = new JsonMapper();
    private final List<String> faults = new ArrayList<>();

    private LdmDirectory(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /**
     * Lays a checkpoint out.
     *
     * @param file a safetensors file of Stable Diffusion 1, 2 or XL, or of its refiner, under the original names
     * @param like a model directory whose tokenizer is taken, and whose configurations count more than what shapes tell
     * @param prediction {@code epsilon} or {@code v_prediction}; empty for what the published model of this kind predicts
     * @param into the directory to write; made if it is not there
     * @throws ModelRefused with every fault
     */
    public static void write(Path file, Path like, String prediction, Path into) {
        new LdmDirectory(file).write(like, prediction, into);
    }

    /** The vocabulary that the tokenizer of a checkpoint must have, which the file itself does not hold. */
    public static Optional<Integer> vocabulary(Path file) {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            var checkpoint = new LdmCheckpoint(tensors);
            return checkpoint.faults().isEmpty()
                    ? Optional.of(new LdmConfigs(checkpoint)
                            .text(checkpoint.texts().getFirst())
                            .path("vocab_size")
                            .asInt())
                    : Optional.empty();
        } catch (TensorException e) {
            return Optional.empty();
        }
    }

    /** Whether a model directory has a tokenizer with so many tokens. */
    public static boolean hasTokenizer(Path directory, int vocabulary) {
        String file = "tokenizer/vocab.json";
        return Files.isRegularFile(directory.resolve(file))
                && ConfigReader.open(directory, file).fields().size() == vocabulary;
    }

    private void write(Path like, String prediction, Path into) {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            var checkpoint = new LdmCheckpoint(tensors);
            checkpoint.faults().forEach(fault -> faults.add(name() + ": " + fault));
            if (faults.isEmpty()) {
                write(checkpoint, like, prediction, into);
            }
        } catch (TensorException e) {
            faults.add(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            faults.add(into + ": cannot be written: " + e);
        }
        if (!faults.isEmpty()) {
            throw new ModelRefused(name(), faults);
        }
    }

    private void write(LdmCheckpoint checkpoint, Path like, String prediction, Path into) throws IOException {
        var configs = new LdmConfigs(checkpoint);
        for (String component : configs.components()) {
            JsonNode told = switch (component) {
                case LdmCheckpoint.UNET -> configs.unet();
                case LdmCheckpoint.AUTOENCODER -> configs.autoencoder();
                default -> configs.text(component);
            };
            config(component + "/" + CONFIG, told, like, into);
            boolean text = component.startsWith(LdmCheckpoint.TEXT);
            String stem = text ? "model" : "diffusion_pytorch_model";
            put(component + "/" + stem + ComponentFile.POINTER, ComponentFile.pointer(file, component), into);
        }
        if (prediction.isEmpty()) {
            config(SCHEDULER, configs.scheduler(""), like, into);
        } else {
            put(SCHEDULER, configs.scheduler(prediction), into);
        }
        String scheduler = ConfigReader.open(into, SCHEDULER).text("_class_name", "DDIMScheduler");
        put(INDEX, configs.index(scheduler), into);
        tokenizers(configs.tokenizers(), like, into);
    }

    private void config(String name, JsonNode told, Path like, Path into) throws IOException {
        ConfigReader given = ConfigReader.open(like, name);
        if (Files.isRegularFile(like.resolve(name)) && given.faults().isEmpty()) {
            copy(like.resolve(name), into.resolve(name));
        } else {
            put(name, told, into);
        }
    }

    private void tokenizers(List<String> folders, Path like, Path into) throws IOException {
        for (String folder : folders) {
            Path source = Files.isDirectory(like.resolve(folder)) ? like.resolve(folder) : like.resolve("tokenizer");
            if (!Files.isRegularFile(source.resolve("vocab.json"))) {
                faults.add(name() + ": a checkpoint holds no tokenizer, and there is no " + source
                        + "/vocab.json; name a" + " model directory that has one");
                continue;
            }
            try (Stream<Path> files = Files.list(source)) {
                for (Path found : files.filter(Files::isRegularFile).toList()) {
                    copy(found, into.resolve(folder).resolve(found.getFileName().toString()));
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling(""));
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private void put(String name, JsonNode content, Path into) throws IOException {
        Path target = into.resolve(name);
        Files.createDirectories(target.resolveSibling(""));
        Files.write(target, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
    }

    private String name() {
        return String.valueOf(file.getFileName());
    }
}
