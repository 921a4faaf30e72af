package dev.calotype.plugin.stablediffusion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.spi.ModelRefused;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

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

    List<String> faults() {
        try {
            new StableDiffusionFamily().describe(directory);
            return List.of();
        } catch (ModelRefused e) {
            return e.faults();
        }
    }
}
