package dev.calotype.plugin.stablediffusion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.spi.ModelRefused;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.SafeTensorsWriter;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A copy of a golden checkpoint that a test may change. */
record CopiedModel(Path directory) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static CopiedModel into(Path directory) throws IOException {
        return of(GoldenFolder.own("sd15_tiny"), directory);
    }

    /** A copy of this folder's checkpoint, without what lies beside it. */
    static CopiedModel of(GoldenFolder goldens, Path directory) throws IOException {
        Path source = goldens.directory();
        try (var files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path relative = source.relativize(file);
                if ((relative.getNameCount() > 1 && !relative.startsWith("alt")) || file.endsWith("model_index.json")) {
                    Path copy = directory.resolve(relative.toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        return new CopiedModel(directory);
    }

    /** Copies one more folder of a checkpoint. */
    static void folder(Path source, String folder, Path directory) throws IOException {
        Files.createDirectories(directory.resolve(folder));
        try (var files = Files.list(source.resolve(folder))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        directory.resolve(folder).resolve(file.getFileName().toString()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    void delete(String file) throws IOException {
        Files.delete(directory.resolve(file));
    }

    void write(String file, byte[] content) throws IOException {
        Files.write(directory.resolve(file), content);
    }

    void cut(String file, int bytes) throws IOException {
        byte[] whole = Files.readAllBytes(directory.resolve(file));
        Files.write(directory.resolve(file), Arrays.copyOf(whole, whole.length - bytes));
    }

    void edit(String file, Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(directory.resolve(file).toFile());
        change.accept(json);
        JSON.writeValue(directory.resolve(file).toFile(), json);
    }

    /** Reads a file of tensors, renames and changes them, and writes it again. */
    void rewrite(String name, UnaryOperator<String> rename, BiFunction<String, Tensor, Tensor> change) {
        Path file = directory.resolve(name);
        Path written = directory.resolve("written.safetensors");
        try (Scope scope = Scope.open(AdaptedModel.CPU);
                SafeTensors opened = SafeTensors.open(file)) {
            scope.run(() -> {
                Map<String, Tensor> tensors = new TreeMap<>();
                opened.names()
                        .forEach(tensor ->
                                tensors.put(rename.apply(tensor), change.apply(tensor, opened.tensor(tensor))));
                SafeTensorsWriter.write(written, tensors, Map.of());
                return written;
            });
        }
        try {
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> faults() {
        try {
            new StableDiffusionFamily().describe(directory);
            return List.of();
        } catch (ModelRefused e) {
            return e.faults();
        }
    }
}
