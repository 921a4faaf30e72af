package dev.calotype.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads a whole safetensors file of golden data into memory: 8 bytes of header length, JSON, values. */
final class GoldenFile {
    private static final int PREFIX = 8;

    private GoldenFile() {}

    /** Every array of the file by name. */
    static Map<String, GoldenTensor> read(Path file) {
        try {
            ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            int header = Math.toIntExact(all.getLong());
            JsonNode entries = new ObjectMapper()
                    .readTree(StandardCharsets.UTF_8
                            .decode(all.slice(PREFIX, header))
                            .toString());
            ByteBuffer values = all.slice(PREFIX + header, all.limit() - PREFIX - header);
            var tensors = new LinkedHashMap<String, GoldenTensor>();
            entries.properties().forEach(entry -> {
                if (!entry.getKey().equals("__metadata__")) {
                    tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), values));
                }
            });
            return tensors;
        } catch (IOException e) {
            throw new UncheckedIOException("golden data cannot be read: " + file, e);
        }
    }

    private static GoldenTensor tensor(String name, JsonNode entry, ByteBuffer values) {
        JsonNode shape = entry.get("shape");
        int begin = entry.get("data_offsets").get(0).asInt();
        int end = entry.get("data_offsets").get(1).asInt();
        return new GoldenTensor(
                name,
                entry.get("dtype").asText(),
                IntStream.range(0, shape.size())
                        .mapToObj(axis -> shape.get(axis).asInt())
                        .toList(),
                values.slice(begin, end - begin).order(ByteOrder.LITTLE_ENDIAN));
    }
}
