package dev.calotype.tensor;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The index of a checkpoint in several files: which tensor lies in which. */
final class SafeTensorsIndex {
    private SafeTensorsIndex() {}

    static Map<String, Path> read(Path index) {
        try {
            JsonObject map = JsonParser.parseString(Files.readString(index))
                    .getAsJsonObject()
                    .getAsJsonObject("weight_map");
            Map<String, Path> files = new TreeMap<>();
            map.entrySet()
                    .forEach(
                            e -> files.put(e.getKey(), shard(index, e.getValue().getAsString())));
            return files;
        } catch (IOException e) {
            throw new TensorException(index + " cannot be read: " + e, e);
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | InvalidPathException
                | NullPointerException
                | ClassCastException e) {
            throw new TensorException(
                    index + " is not an index with a weight_map from tensors' names to files' names: "
                            + HeaderText.brief(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private static Path shard(Path index, String name) {
        Path file = index.resolveSibling(name);
        if (!Path.of(name).getFileName().toString().equals(name)) {
            throw new TensorException(index + " names the shard '" + name + "'; a shard must lie beside its index");
        }
        if (!Files.isRegularFile(file)) {
            throw new TensorException(index + " names the shard '" + name + "', which is missing beside it");
        }
        return file;
    }
}
