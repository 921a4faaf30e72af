package dev.calotype.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * One folder of golden numbers: what the reference implementation computed, with the checkpoint it was computed from.
 *
 * <p>Folders lie under the directory that the system property {@code calotype.goldens} names, or else under
 * {@code modules/testkit/goldens} of this repository. Immutable.
 */
public final class GoldenFolder {
    private final Path directory;
    private final JsonNode description;
    private final Map<String, GoldenTensor> tensors;

    private GoldenFolder(Path directory, JsonNode description, Map<String, GoldenTensor> tensors) {
        this.directory = directory;
        this.description = description;
        this.tensors = tensors;
    }

    /** Reads the folder with this name. */
    public static GoldenFolder named(String name) {
        Path directory = root().resolve(name);
        try {
            JsonNode description =
                    new ObjectMapper().readTree(directory.resolve("golden.json").toFile());
            return new GoldenFolder(directory, description, GoldenFile.read(directory.resolve("golden.safetensors")));
        } catch (IOException e) {
            throw new UncheckedIOException("golden folder cannot be read: " + directory, e);
        }
    }

    /** The folder's name. */
    public String name() {
        return directory.getFileName().toString();
    }

    /** Where the folder is; where it holds a checkpoint, it is laid out as a model directory. */
    public Path directory() {
        return directory;
    }

    /** The whole of golden.json. */
    public JsonNode description() {
        return description;
    }

    /** The cases of golden.json, each with an {@code id}. */
    public List<JsonNode> cases() {
        return StreamSupport.stream(description.path("cases").spliterator(), false)
                .toList();
    }

    /** Whether there is such an array. */
    public boolean has(String tensor) {
        return tensors.containsKey(tensor);
    }

    /** An array by name. */
    public GoldenTensor tensor(String name) {
        GoldenTensor found = tensors.get(name);
        if (found == null) {
            throw new IllegalArgumentException("golden folder '" + name() + "' has no tensor '" + name + "'");
        }
        return found;
    }

    /** The names of all arrays whose role is {@code expected}, in the file's order, that start with a prefix. */
    public List<String> expected(String prefix) {
        return tensors.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .filter(name -> about(name).path("role").asText().equals("expected"))
                .sorted()
                .toList();
    }

    /** How far a result may be from an expected array of floats. */
    public double tolerance(String tensor) {
        JsonNode atol = about(tensor).path("atol");
        if (!atol.isNumber()) {
            throw new IllegalStateException("golden tensor '" + tensor + "' states no atol");
        }
        return atol.asDouble();
    }

    /** Compares a result with an expected array within its own tolerance; throws an AssertionError if it differs. */
    public void check(String tensor, float[] found) {
        GoldenComparison.check(tensor(tensor), found, tolerance(tensor));
    }

    private JsonNode about(String tensor) {
        return description.path("tensors").path(tensor);
    }

    private static Path root() {
        String named = System.getProperty("calotype.goldens", "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path own = at.resolve("modules/testkit/goldens");
            if (Files.isDirectory(own)) {
                return own;
            }
        }
        throw new IllegalStateException("modules/testkit/goldens is not above "
                + Path.of("").toAbsolutePath() + "; name a directory of golden folders with -Dcalotype.goldens=DIR");
    }
}
