package dev.calotype.tensor;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The header of a safetensors file, checked in full before anything is read by it: eight bytes of length, JSON, then
 * data without gaps or overlaps.
 */
record SafeTensorsHeader(long dataStart, Map<String, Entry> entries, Map<String, String> metadata) {
    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long LONGEST = 100L << 20;

    /** One tensor: its type, shape, and where its bytes begin and end after the header. */
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(Type type, long[] shape, long begin, long end) {}

    static SafeTensorsHeader read(Path file, MemorySegment all) {
        if (all.byteSize() < 8) {
            throw fault(file, "is " + all.byteSize() + " bytes long; a header alone needs 8");
        }
        long length = all.get(LENGTH, 0);
        boolean possible = length >= 2 && length <= Math.min(LONGEST, all.byteSize() - 8);
        if (!possible && HeaderText.isPickled(all)) {
            throw fault(
                    file,
                    "is pickled, and a pickle can run any code when it is read; "
                            + "only safetensors is read: convert it, or take the model's .safetensors");
        }
        if (!possible) {
            throw fault(
                    file,
                    "says that its header has " + length + " bytes; the file has " + (all.byteSize() - 8)
                            + " after the length. It is cut off or not a safetensors file");
        }
        String json = HeaderText.of(file, all.asSlice(8, length));
        return parse(file, json, 8 + length, all.byteSize() - 8 - length);
    }

    private static SafeTensorsHeader parse(Path file, String json, long dataStart, long dataSize) {
        var entries = new LinkedHashMap<String, Entry>();
        var metadata = new LinkedHashMap<String, String>();
        try (var reader = new JsonReader(new StringReader(json))) {
            reader.setStrictness(Strictness.STRICT);
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                JsonElement value = HeaderFields.read(reader, name);
                if (name.equals("__metadata__")) {
                    value.getAsJsonObject()
                            .entrySet()
                            .forEach(e -> metadata.put(e.getKey(), e.getValue().getAsString()));
                } else if (entries.put(name, entry(file, name, value, dataSize)) != null) {
                    throw fault(file, "names tensor '" + name + "' twice");
                }
            }
            reader.endObject();
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw fault(file, "has more than one JSON object in its header");
            }
        } catch (IOException | JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            throw fault(
                    file,
                    "has a header that is not the JSON of safetensors: "
                            + HeaderText.brief(String.valueOf(e.getMessage())));
        }
        checkTiling(file, entries, dataSize);
        return new SafeTensorsHeader(dataStart, entries, metadata);
    }

    private static Entry entry(Path file, String name, JsonElement described, long dataSize) {
        try {
            JsonObject value = described.getAsJsonObject();
            String label = value.get("dtype").getAsString();
            long[] shape = HeaderFields.numbers(value, "shape");
            long[] offsets = HeaderFields.numbers(value, "data_offsets");
            Type type = type(file, name, label);
            if (offsets.length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] > dataSize) {
                throw fault(
                        file,
                        "places tensor '" + name + "' at " + value.get("data_offsets") + "; its data has " + dataSize
                                + " bytes. It is cut off or damaged");
            }
            long needed = bytes(file, name, type, shape);
            if (needed != offsets[1] - offsets[0]) {
                throw fault(
                        file,
                        "gives tensor '" + name + "' " + (offsets[1] - offsets[0]) + " bytes; " + label
                                + value.get("shape") + " needs " + needed);
            }
            return new Entry(type, shape, offsets[0], offsets[1]);
        } catch (NullPointerException
                | ArithmeticException
                | NumberFormatException
                | IllegalStateException
                | UnsupportedOperationException
                | ClassCastException e) {
            throw fault(
                    file,
                    "describes tensor '" + name + "' as " + HeaderText.brief(described.toString())
                            + "; dtype, shape and data_offsets are needed, in whole numbers below 2^63");
        }
    }

    private static Type type(Path file, String name, String label) {
        for (Type type : Type.values()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        throw fault(
                file,
                "has tensor '" + name + "' of type " + label
                        + "; F32, F16, BF16, F64, I32, I64, U8, I8 and BOOL are read");
    }

    private static long bytes(Path file, String name, Type type, long[] shape) {
        long bytes = type.bytes();
        try {
            for (long size : shape) {
                if (size < 0) {
                    throw fault(file, "gives tensor '" + name + "' a negative size");
                }
                bytes = Math.multiplyExact(bytes, size);
            }
        } catch (ArithmeticException e) {
            throw fault(file, "gives tensor '" + name + "' a shape too large to exist");
        }
        return bytes;
    }

    private static void checkTiling(Path file, Map<String, Entry> entries, long dataSize) {
        long end = 0;
        var ordered = new ArrayList<>(entries.entrySet());
        ordered.sort(Comparator.comparingLong(
                        (Map.Entry<String, Entry> e) -> e.getValue().begin())
                .thenComparingLong(e -> e.getValue().end()));
        for (var e : ordered) {
            if (e.getValue().begin() != end) {
                throw fault(
                        file,
                        "places tensor '" + e.getKey() + "' at byte "
                                + e.getValue().begin() + "; the one before it ends at " + end
                                + ". Tensors must neither overlap nor leave gaps");
            }
            end = e.getValue().end();
        }
        if (end != dataSize) {
            throw fault(file, "has " + dataSize + " bytes of data; its tensors end at " + end);
        }
    }

    static TensorException fault(Path file, String what) {
        return new TensorException(file + " " + what);
    }
}
