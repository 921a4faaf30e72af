package dev.calotype.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobDocumentTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:15:00Z");

    private final JobDocument document = new JobDocument();

    static Stream<JobState> everyState() {
        var lease = new Lease("a-1", 2, new Worker("n", "cpu:0"));
        var artefact = new Artefact(0, URI.create("file:/a.png"), "image/png", "00ff", 12);
        return Stream.of(
                new JobState.Queued(NOW),
                new JobState.Leased(lease, NOW),
                new JobState.Running(lease, NOW, new Progress(3, 20)),
                new JobState.Paused(),
                new JobState.Succeeded(NOW, List.of(artefact), 1.5),
                new JobState.Failed(NOW, new Failure(Failure.Cause.RESOURCES, "no memory")),
                new JobState.Cancelled(NOW),
                new JobState.Expired(NOW));
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void comesBackAsItWent(JobState state) {
        var used = List.of(new PluginUse("samplers", "1.0", "ab"));
        var job = new Job(
                Specs.full("a-1").needing(used),
                state,
                2,
                true,
                List.of("9 tokens did not fit"),
                used,
                NOW,
                NOW.plusSeconds(1));
        assertThat(document.read(document.write(job))).isEqualTo(job);
        assertThat(document.write(job)).contains("\"phase\":\"" + state.phase().label() + "\"");
    }

    @Test
    void everyStateIsTried() {
        assertThat(everyState().map(Object::getClass).toList())
                .containsExactlyInAnyOrder(JobState.class.getPermittedSubclasses());
    }
}
