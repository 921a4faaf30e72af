package dev.calotype.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.jobs.Artefact;
import dev.calotype.jobs.EventData;
import dev.calotype.jobs.EventJson;
import dev.calotype.jobs.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The description in the repository says what the code does. */
class AsyncApiTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @SuppressWarnings("NullAway.Init")
    private JsonNode description;

    @BeforeEach
    void read() throws IOException {
        try (InputStream in = Topics.class.getResourceAsStream("asyncapi.json")) {
            description = mapper.readTree(in);
        }
    }

    static Stream<EventData> events() {
        var artefact = new Artefact(0, URI.create("file:/a.png"), "image/png", "ab", 1);
        return Stream.of(
                new EventData.JobQueued("t", "m", 0),
                new EventData.JobStarted(1, "n/cpu:0"),
                new EventData.JobProgress(1, 2, 3),
                new EventData.JobNotice("c", "m"),
                new EventData.JobRequeued(1, "lost", "m"),
                new EventData.JobSucceeded(1, List.of(artefact), 0.5),
                new EventData.JobFailed(1, "ours", "m"),
                new EventData.JobCancelled(1),
                new EventData.JobPaused(0),
                new EventData.JobResumed(0),
                new EventData.JobExpired(0),
                new EventData.JobRejected("s", List.of(new Fault("c", "/p", "m"))),
                new EventData.WorkerJoined("n", "d"),
                new EventData.PluginChanged("n", "p", "1", "ab", "switched", "m"),
                new EventData.WorkerLost("n", "d"));
    }

    @Test
    void namesTheFarmsTopics() {
        assertThat(description.at("/channels/commands/address").asText()).isEqualTo(Topics.COMMANDS);
        assertThat(description.at("/channels/events/address").asText()).isEqualTo(Topics.EVENTS);
        assertThat(description.at("/channels/dead/address").asText()).isEqualTo(Topics.DEAD);
        assertThat(description.at("/channels/workers/address").asText()).isEqualTo(Topics.WORKERS);
    }

    @Test
    void namesEveryKindOfRecord() {
        List<String> kinds = new ArrayList<>(events().map(EventData::type).toList());
        kinds.addAll(List.of(CommandProducer.SUBMIT, CommandProducer.CANCEL, "job.dead"));
        assertThat(description.at("/components/messages").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(kinds);
        assertThat(events().map(Object::getClass).toList())
                .containsExactlyInAnyOrder(EventData.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("events")
    void describesTheFieldsOfEveryEvent(EventData event) throws IOException {
        JsonNode channel = description.at(event.type().startsWith("job.") ? "/channels/events" : "/channels/workers");
        assertThat(channel.path("messages").has(event.type())).isTrue();
        JsonNode payload =
                description.at("/components/messages").path(event.type()).path("payload");
        assertMatches(payload, mapper.readTree(new EventJson().data(event)));
    }

    private void assertMatches(JsonNode schema, JsonNode value) {
        JsonNode meant = resolved(schema);
        assertThat(names(value)).isEqualTo(names(meant.path("properties")));
        assertThat(meant.path("required")).hasSameSizeAs(meant.path("properties"));
        meant.path("properties").properties().forEach(field -> {
            JsonNode found = value.path(field.getKey());
            String type = field.getValue().path("type").asText("string");
            assertThat(type).isEqualTo(typeOf(found));
            if (found.isArray()) {
                assertMatches(field.getValue().path("items"), found.path(0));
            }
        });
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? description.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static Set<String> names(JsonNode node) {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String typeOf(JsonNode value) {
        if (value.isArray()) {
            return "array";
        }
        if (value.isNumber()) {
            return value.isIntegralNumber() ? "integer" : "number";
        }
        return "string";
    }
}
