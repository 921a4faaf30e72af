package dev.calotype.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The JSON form of a whole job, where it stands included: what a client that asks for it is shown. */
public final class JobDocument {
    private final JsonMapper mapper = JobJson.mapper();

    /** The job as one line of JSON. */
    public String write(Job job) {
        return document(job).toString();
    }

    /** The job for people to read. */
    public String writeIndented(Job job) {
        return document(job).toPrettyString();
    }

    private ObjectNode document(Job job) {
        ObjectNode document = mapper.valueToTree(job);
        ObjectNode state = document.putObject("state");
        state.put("phase", job.state().phase().label());
        state.setAll(mapper.<ObjectNode>valueToTree(job.state()));
        return document;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public Job read(String json) {
        try {
            JsonNode document = mapper.readTree(json);
            Frame rest = mapper.treeToValue(document, Frame.class);
            JsonNode state = document.path("state");
            Class<? extends JobState> type = type(Phase.of(state.path("phase").asText()));
            return new Job(
                    rest.spec(),
                    mapper.treeToValue(state, type),
                    rest.attempt(),
                    rest.cancelRequested(),
                    rest.notices(),
                    Objects.requireNonNullElse(rest.plugins(), List.of()),
                    rest.createdAt(),
                    rest.changedAt());
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("not a job's document: " + JobJson.where(broken), broken);
        }
    }

    private static Class<? extends JobState> type(Phase phase) {
        return switch (phase) {
            case QUEUED -> JobState.Queued.class;
            case LEASED -> JobState.Leased.class;
            case RUNNING -> JobState.Running.class;
            case PAUSED -> JobState.Paused.class;
            case SUCCEEDED -> JobState.Succeeded.class;
            case FAILED -> JobState.Failed.class;
            case CANCELLED -> JobState.Cancelled.class;
            case EXPIRED -> JobState.Expired.class;
        };
    }

    /** All of a job but its state. */
    private record Frame(
            JobSpec spec,
            int attempt,
            boolean cancelRequested,
            List<String> notices,
            @Nullable List<PluginUse> plugins,
            Instant createdAt,
            Instant changedAt) {}
}
