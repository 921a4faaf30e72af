package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.JobState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed in the middle of its jobs, as a power cut would. */
final class KillTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    /** A server in a process of its own, and where its doors are. */
    private record Server(Process process, String url, String kafka) {}

    @Test
    void everyJobSucceedsOnceThoughTheServerIsKilledInTheMiddle() throws Exception {
        Server first = start();
        List<String> ids = IntStream.range(0, 12).mapToObj(i -> "job-" + i).toList();
        try (var onlooker = new Onlooker(first.kafka(), "calotype.job.events")) {
            ids.forEach(id -> onlooker.write(
                    id,
                    "{\"model\":\"shapes\",\"prompt\":\"a small cyan ring at the top\",\"steps\":"
                            + (id.equals("job-0") ? 4 : 60) + "}"));
            onlooker.await(1, record -> Onlooker.is(record, "job-0", "job.succeeded"));
        } finally {
            first.process().destroyForcibly().waitFor();
        }

        Server second = start();
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
            second.process().destroy();
            second.process().waitFor();
        }
    }

    private Server start() throws IOException {
        Path lib = Distribution.current().home().resolve("lib");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                lib + "/*",
                "dev.calotype.launcher.Main",
                "server",
                "--data",
                data.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = process.inputReader();
        String url = "";
        String kafka = "";
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            url = line.startsWith("farm ") ? line.substring(5).strip() : url;
            kafka = line.startsWith("kafka ") ? line.substring(6).strip() : kafka;
            if (line.startsWith("data ")) {
                return new Server(process, Objects.requireNonNull(url), Objects.requireNonNull(kafka));
            }
        }
        throw new AssertionError("the server ended while it started, with " + process.exitValue());
    }
}
