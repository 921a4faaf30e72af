package dev.calotype.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {
    private final EventJson json = new EventJson();

    static Stream<EventData> everyKind() {
        var artefact = new Artefact(0, URI.create("file:/a/b.png"), "image/png", "00ff", 12);
        return Stream.of(
                new EventData.JobQueued("t", "m", 1),
                new EventData.JobStarted(1, "n/cpu:0"),
                new EventData.JobProgress(1, 3, 20),
                new EventData.JobNotice("prompt-cut", "9 tokens did not fit"),
                new EventData.JobRequeued(1, "lost", "the worker fell silent"),
                new EventData.JobSucceeded(2, List.of(artefact), 1.5),
                new EventData.JobFailed(2, "ours", "why"),
                new EventData.JobCancelled(0),
                new EventData.JobPaused(0),
                new EventData.JobResumed(0),
                new EventData.JobExpired(0),
                new EventData.JobRejected("t/0@1", List.of(new Fault("c", "/p", "m"))),
                new EventData.WorkerJoined("n", "cpu:0"),
                new EventData.PluginChanged("n", "samplers", "1.0", "ab", "switched", "why"),
                new EventData.WorkerLost("n", "cpu:0"));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void comesBackAsItWent(EventData data) throws IOException {
        assertThat(json.data(data.type(), json.data(data))).contains(data);
        var event = new Event("e-1", Instant.parse("2026-11-21T03:15:00.5Z"), "job-1", data);
        assertThat(json.event(json.line(event))).contains(event);
    }

    @Test
    void everyKindIsTried() {
        assertThat(everyKind().map(Object::getClass).toList())
                .containsExactlyInAnyOrder(EventData.class.getPermittedSubclasses());
    }

    @Test
    void passesOverTypesOfALaterVersion() throws IOException {
        assertThat(json.data("job.teleported", new byte[0])).isEmpty();
    }
}
