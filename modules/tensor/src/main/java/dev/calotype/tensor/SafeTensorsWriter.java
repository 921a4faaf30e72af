package dev.calotype.tensor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Writes safetensors files. */
public final class SafeTensorsWriter {
    private SafeTensorsWriter() {}

    /** Writes tensors in the map's order; the file appears whole or not at all. */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (var out = Files.newOutputStream(part)) {
                byte[] header = header(tensors, metadata).getBytes(StandardCharsets.UTF_8);
                out.write(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .array());
                out.write(header);
                for (Tensor tensor : tensors.values()) {
                    out.write(bytes(tensor));
                }
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new TensorException(file + " cannot be written: " + e, e);
        }
    }

    private static byte[] bytes(Tensor tensor) {
        return HostMemory.read(tensor, tensor.type(), memory -> memory.toArray(ValueLayout.JAVA_BYTE));
    }

    private static String header(Map<String, Tensor> tensors, Map<String, String> metadata) {
        var root = new JsonObject();
        if (!metadata.isEmpty()) {
            var extra = new JsonObject();
            metadata.forEach(extra::addProperty);
            root.add("__metadata__", extra);
        }
        long offset = 0;
        for (var e : tensors.entrySet()) {
            long end = offset + e.getValue().count() * e.getValue().type().bytes();
            root.add(e.getKey(), entry(e.getValue(), offset, end));
            offset = end;
        }
        String json = root.toString();
        int padding = (8 - json.getBytes(StandardCharsets.UTF_8).length % 8) % 8;
        return json + " ".repeat(padding);
    }

    private static JsonObject entry(Tensor tensor, long begin, long end) {
        var entry = new JsonObject();
        var shape = new JsonArray();
        for (long size : tensor.shape()) {
            shape.add(size);
        }
        var offsets = new JsonArray();
        offsets.add(begin);
        offsets.add(end);
        entry.addProperty("dtype", tensor.type().label());
        entry.add("shape", shape);
        entry.add("data_offsets", offsets);
        return entry;
    }
}
