package dev.calotype.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * The JSON form of events: the data alone, as Kafka's records carry it (CloudEvents binary mode), and whole, as a line of
 * a stream (CloudEvents structured mode).
 */
public final class EventJson {
    /** The CloudEvents source of every event of the farm. */
    public static final String SOURCE = "/calotype";

    private final JsonMapper mapper = JobJson.mapper();

    /** The event's data as UTF-8 JSON. */
    public byte[] data(EventData data) {
        try {
            return mapper.writeValueAsBytes(data);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("an event can always be written", broken);
        }
    }

    /**
     * Reads an event's data.
     *
     * @return nothing for a type this version does not know
     * @throws IOException if the data is damaged
     */
    public Optional<EventData> data(String type, byte[] json) throws IOException {
        Optional<Class<? extends EventData>> known = record(type);
        return known.isEmpty() ? Optional.empty() : Optional.of(mapper.readValue(json, known.get()));
    }

    /** The whole event as one line of JSON. */
    public String line(Event event) {
        ObjectNode node = mapper.createObjectNode();
        node.put("specversion", "1.0");
        node.put("id", event.id());
        node.put("source", SOURCE);
        node.put("type", event.type());
        node.put("subject", event.subject());
        node.put("time", event.time().toString());
        node.put("datacontenttype", "application/json");
        node.set("data", mapper.valueToTree(event.data()));
        return node.toString();
    }

    /**
     * Reads what {@link #line} wrote.
     *
     * @return nothing for a type this version does not know
     * @throws IOException if the line is damaged
     */
    public Optional<Event> event(String line) throws IOException {
        JsonNode node = mapper.readTree(line);
        byte[] data = mapper.writeValueAsBytes(node.path("data"));
        Instant time = Instant.parse(node.path("time").asText());
        return data(node.path("type").asText(), data)
                .map(read -> new Event(
                        node.path("id").asText(), time, node.path("subject").asText(), read));
    }

    private static Optional<Class<? extends EventData>> record(String type) {
        return Optional.ofNullable(
                switch (type) {
                    case "job.queued" -> EventData.JobQueued.class;
                    case "job.started" -> EventData.JobStarted.class;
                    case "job.progress" -> EventData.JobProgress.class;
                    case "job.notice" -> EventData.JobNotice.class;
                    case "job.requeued" -> EventData.JobRequeued.class;
                    case "job.succeeded" -> EventData.JobSucceeded.class;
                    case "job.failed" -> EventData.JobFailed.class;
                    case "job.cancelled" -> EventData.JobCancelled.class;
                    case "job.paused" -> EventData.JobPaused.class;
                    case "job.resumed" -> EventData.JobResumed.class;
                    case "job.expired" -> EventData.JobExpired.class;
                    case "job.rejected" -> EventData.JobRejected.class;
                    case "worker.joined" -> EventData.WorkerJoined.class;
                    case "worker.plugin" -> EventData.PluginChanged.class;
                    case "worker.lost" -> EventData.WorkerLost.class;
                    default -> null;
                });
    }
}
