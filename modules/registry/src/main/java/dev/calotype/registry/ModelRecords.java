package dev.calotype.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The records of added models: a JSON file each in one directory, read afresh each time, so that a running farm finds a
 * model as soon as it was added. Safe for any thread.
 */
public final class ModelRecords {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final String ENDING = ".json";

    private final Path place;
    private final JsonMapper json = new JsonMapper();

    /** Records that lie in a directory, which need not exist yet. */
    public ModelRecords(Path place) {
        this.place = place;
    }

    /** Whether a model may have this name: letters, digits and {@code ._-}, the first a letter or digit. */
    public static boolean wellFormed(String name) {
        return NAME.matcher(name).matches();
    }

    /** Names of all records, in alphabetical order. */
    public List<String> names() {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the records in " + place + " cannot be listed", e);
        }
    }

    /**
     * The record of this name; empty if there is none.
     *
     * @throws UncheckedIOException if it cannot be read, or was damaged
     */
    public Optional<ModelRecord> find(String name) {
        Path file = place.resolve(name + ENDING);
        if (!wellFormed(name) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(name, json.readTree(Files.readAllBytes(file))));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            String what = e instanceof JsonProcessingException ? "is no JSON" : String.valueOf(e.getMessage());
            throw new UncheckedIOException(new IOException(
                    "the record " + file + " is damaged: " + what + "; delete it and add the model again"));
        }
    }

    /** Writes a record; it appears whole or not at all, and replaces one of the same name. */
    public void write(ModelRecord record) {
        try {
            Files.createDirectories(place);
            Path part = place.resolve(record.name() + ".part");
            Files.write(part, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree(record)));
            Files.move(
                    part,
                    place.resolve(record.name() + ENDING),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the record of model '" + record.name() + "' cannot be written", e);
        }
    }

    /** Deletes a record; the model's files stay. */
    public void remove(String name) {
        try {
            Files.deleteIfExists(place.resolve(name + ENDING));
        } catch (IOException e) {
            throw new UncheckedIOException("the record of model '" + name + "' cannot be deleted", e);
        }
    }

    private ObjectNode tree(ModelRecord record) {
        ObjectNode root = json.createObjectNode()
                .put("directory", record.directory().toString())
                .put("owned", record.owned())
                .put("family", record.family())
                .put("added", record.added().toString());
        for (RecordedFile file : record.files()) {
            root.withArray("files")
                    .addObject()
                    .put("path", file.path())
                    .put("bytes", file.bytes())
                    .put("sha256", file.sha256());
        }
        return root;
    }

    private static ModelRecord read(String name, JsonNode root) {
        List<RecordedFile> files = new ArrayList<>();
        root.path("files")
                .forEach(file -> files.add(
                        new RecordedFile(text(file, "path"), file.path("bytes").asLong(), text(file, "sha256"))));
        return new ModelRecord(
                name,
                Path.of(text(root, "directory")),
                root.path("owned").asBoolean(),
                text(root, "family"),
                Instant.parse(text(root, "added")),
                files);
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new IllegalArgumentException("'" + field + "' is missing");
        }
        return node.path(field).asText();
    }
}
