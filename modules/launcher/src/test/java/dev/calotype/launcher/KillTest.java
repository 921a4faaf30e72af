package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.JobState;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed in the middle of its jobs, as a power cut would. */
final class KillTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @Test
    void everyJobSucceedsOnceThoughTheServerIsKilledInTheMiddle() throws Exception {
        ServerProcess first = ServerProcess.start(data);
        List<String> ids = IntStream.range(0, 12).mapToObj(i -> "job-" + i).toList();
        try (var onlooker = new Onlooker(first.kafka(), "calotype.job.events")) {
            ids.forEach(id -> onlooker.write(
                    id,
                    "{\"model\":\"shapes\",\"prompt\":\"a small cyan ring at the top\",\"steps\":"
                            + (id.equals("job-0") ? 4 : 60) + "}"));
            onlooker.await(1, record -> Onlooker.is(record, "job-0", "job.succeeded"));
        } finally {
            first.kill();
        }

        ServerProcess second = ServerProcess.start(data);
        try (var client = new FarmClient(second.url());
                var onlooker = new Onlooker(second.kafka(), "calotype.job.events")) {
            for (String id : ids) {
                var ends = onlooker.await(1, record -> Onlooker.is(record, id, "job.succeeded"));
                assertThat(ends.stream()
                                .map(end -> Onlooker.header(end, "ce_id"))
                                .distinct())
                        .as("successes of " + id)
                        .hasSize(1);
                assertThat(client.find(id).orElseThrow().state()).isInstanceOf(JobState.Succeeded.class);
            }
            assertThat(ids.stream().mapToInt(id -> client.find(id).orElseThrow().attempt()))
                    .as("some attempt was lost in the kill, and its job taken up again")
                    .anyMatch(attempt -> attempt > 1);
        } finally {
            second.stop();
        }
    }
}
