package dev.calotype.kafka;

import dev.calotype.jobs.Event;
import dev.calotype.jobs.EventData;
import dev.calotype.jobs.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Events as records in binary mode (CloudEvents 1.0, Kafka protocol binding 3.2): attributes in headers, data as value. */
final class CloudEvents {
    static final String TYPE = "ce_type";

    private final EventJson json = new EventJson();

    ProducerRecord<String, byte[]> record(String topic, Event event) {
        var record = new ProducerRecord<>(topic, event.subject(), json.data(event.data()));
        describe(record.headers(), event.type(), event.id(), event.subject(), event.time());
        text(record.headers(), "content-type", "application/json");
        return record;
    }

    static void describe(Headers headers, String type, String id, String subject, Instant time) {
        text(headers, "ce_specversion", "1.0");
        text(headers, "ce_id", id);
        text(headers, "ce_source", EventJson.SOURCE);
        text(headers, TYPE, type);
        text(headers, "ce_subject", subject);
        text(headers, "ce_time", time.toString());
    }

    /** The event of a record; nothing if the record is no event that this version knows. */
    Optional<Event> event(ConsumerRecord<String, byte[]> record) {
        String type = text(record.headers(), TYPE);
        String id = text(record.headers(), "ce_id");
        String time = text(record.headers(), "ce_time");
        if (type == null || id == null || time == null || record.key() == null) {
            return Optional.empty();
        }
        try {
            Optional<EventData> data = json.data(type, value(record));
            return data.map(known -> new Event(id, Instant.parse(time), record.key(), known));
        } catch (IOException | DateTimeException foreign) {
            return Optional.empty();
        }
    }

    /** The value of a record, empty if there is none. */
    static byte[] value(ConsumerRecord<String, byte[]> record) {
        return Objects.requireNonNullElse(record.value(), new byte[0]);
    }

    static void text(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
