package dev.calotype.jobs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.calotype.spi.Correction;
import java.io.IOException;
import java.util.function.Function;

/** Guidance and corrections in stored jobs, in the form that clients send. */
final class ChoiceModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    ChoiceModule() {
        super("choices");
        add(GuidanceChoice.class, GuidanceJson::write, GuidanceJson::read);
        add(Correction.class, CorrectionJson::write, CorrectionJson::read);
    }

    private <T> void add(Class<T> type, Function<T, JsonNode> write, Function<JsonNode, T> read) {
        addSerializer(type, new Writer<>(type, write));
        addDeserializer(type, new Reader<>(type, read));
    }

    private static final class Writer<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<T, JsonNode> write;

        Writer(Class<T> type, Function<T, JsonNode> write) {
            super(type);
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeTree(write.apply(value));
        }
    }

    private static final class Reader<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<JsonNode, T> read;

        Reader(Class<T> type, Function<JsonNode, T> read) {
            super(type);
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return read.apply(context.readTree(in));
        }
    }
}
