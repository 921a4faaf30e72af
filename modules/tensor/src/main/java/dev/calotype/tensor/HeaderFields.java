package dev.calotype.tensor;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;

/**
 * What a safetensors header says of one tensor: each field once, and whole numbers exactly. A fraction or a number
 * beyond 63 bits is refused, not rounded.
 */
final class HeaderFields {
    private static final TypeAdapter<JsonElement> ANY = new Gson().getAdapter(JsonElement.class);

    private HeaderFields() {}

    /** The value that follows; a JsonParseException where an object has a field twice. */
    static JsonElement read(JsonReader reader, String name) throws IOException {
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            return ANY.read(reader);
        }
        var fields = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String field = reader.nextName();
            if (fields.has(field)) {
                throw new JsonParseException("'" + name + "' has the field '" + field + "' twice");
            }
            fields.add(field, ANY.read(reader));
        }
        reader.endObject();
        return fields;
    }

    /** The numbers of an array field; an ArithmeticException or NumberFormatException where one is not whole. */
    static long[] numbers(JsonObject value, String field) {
        return value.getAsJsonArray(field).asList().stream()
                .mapToLong(HeaderFields::whole)
                .toArray();
    }

    private static long whole(JsonElement number) {
        if (!number.isJsonPrimitive() || !number.getAsJsonPrimitive().isNumber()) {
            throw new NumberFormatException(number + " is not a number");
        }
        return number.getAsBigDecimal().longValueExact();
    }
}
