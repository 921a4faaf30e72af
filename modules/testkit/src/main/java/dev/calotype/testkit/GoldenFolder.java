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
    private static final String OWN = "modules/testkit/goldens";

    private final Path directory;
    private final JsonNode description;
    private final Map<String, GoldenTensor> tensors;

    private GoldenFolder(Path directory, JsonNode description, Map<String, GoldenTensor> tensors) {
        this.directory = directory;
        this.description = description;
        this.tensors = tensors;
    }

    /** Reads the folder with this name, from the directory that was asked for. */
    public static GoldenFolder named(String name) {
        return read(root().resolve(name));
    }

    /** Reads the repository's own folder with this name, whatever directory was asked for. */
    public static GoldenFolder own(String name) {
        return read(above(OWN).resolve(name));
    }

    /** Whether the directory that was asked for has such a folder. */
    public static boolean exists(String name) {
        return Files.isRegularFile(root().resolve(name).resolve("golden.json"));
    }

    private static GoldenFolder read(Path directory) {
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
        return above(named.isBlank() ? OWN : named);
    }

    /** A directory by its path, from here or from the nearest directory above that has it. */
    private static Path above(String path) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(path))) {
                return at.resolve(path);
            }
        }
        throw new IllegalStateException("golden data: there is no directory '" + path + "' in or above "
                + Path.of("").toAbsolutePath() + "; name one with -Dcalotype.goldens=DIR");
    }
}
