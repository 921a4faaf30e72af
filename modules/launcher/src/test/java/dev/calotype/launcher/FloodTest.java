package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobState;
import dev.calotype.testkit.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that say something without end, each in a way of its own, in a server as an operator starts it. */
final class FloodTest {
    private static final String SAID = "too much to say";
    private static final Map<String, String> WAYS = Map.of(
            "prints", "System.out.println(SAID)",
            "complains", "System.err.print(SAID)",
            "logs", "System.getLogger(\"flood\").log(System.Logger.Level.ERROR, SAID)",
            "records", "java.util.logging.Logger.getLogger(\"flood\").severe(SAID)",
            "rambles", "java.util.logging.Logger.getLogger(\"flood\").severe(SAID.repeat(100_000))");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aFloodFillsNoDiskPushesNothingOutOfTheLogHoldsUpNobodyAndIsNamed() throws Exception {
        for (var way : WAYS.entrySet()) {
            install(way.getKey(), way.getValue());
        }
        Path err = folder.resolve("err.txt");
        ServerProcess server = ServerProcess.start(data(), ProcessBuilder.Redirect.to(err.toFile()));
        try (var client = new FarmClient(server.url())) {
            floodAll(client);
            List<String> ids = IntStream.range(0, 4)
                    .mapToObj(i -> client.submit(job("calm-" + i, "euler")))
                    .toList();
            List<Job> jobs = new Following(client).toTheEnd(ids);
            assertThat(jobs).allMatch(job -> job.state() instanceof JobState.Succeeded);
            assertThat(server.process().inputReader().ready())
                    .as("whether the server's terminal shows more")
                    .isFalse();
        } finally {
            server.stop();
        }
        assertThat(err).content().doesNotContain(SAID);
        assertThat(logs()).as("files that were begun").hasSize(1);
        String log = Files.readString(logs().getFirst());
        assertThat(log.length()).as("characters of the log").isLessThan(2 << 20);
        for (String id : WAYS.keySet()) {
            assertThat(log)
                    .contains("plugin '" + id + "' 1.0 (")
                    .containsPattern("plugin " + id + "-1\\.0-[0-9a-f]{12} floods the log: of each minute");
        }
    }

    /** A job for each, all at once: the door waits for their plans in vain, and they go on for good. */
    private static void floodAll(FarmClient client) throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> asked = WAYS.keySet().stream()
                    .map(id -> clients.submit(() -> client.submit(job("with-" + id, id))))
                    .toList();
            for (Future<String> answer : asked) {
                assertThatThrownBy(answer::get).hasMessageContaining("did not return within 5000 ms");
            }
        }
    }

    private void install(String id, String way) throws IOException {
        new JarMaker(folder)
                .plugin(id)
                .source(
                        id + ".Flood",
                        """
                        package @ID@;
                        import dev.calotype.spi.*;
                        public final class Flood implements SamplerFactory<Flood.None> {
                            static final String SAID = "@SAID@";
                            public record None() {}
                            public String name() { return "@ID@"; }
                            public None defaults() { return new None(); }
                            public About about(None none) { return new About("nobody's", "none", 1, 1, About.Aim.FLOW); }
                            public Sampler create(None none) { return (levels, process) -> { while (true) { @WAY@; } }; }
                        }
                        """.replace("@ID@", id).replace("@SAID@", SAID).replace("@WAY@", way))
                .lists(id + ".Flood")
                .pack(id);
        String jar = folder.resolve(id).resolve(id + ".jar").toString();
        Ran ran = Ran.command("plugins", "install", jar, "--allow-unsigned", "--data", data().toString());
        assertThat(ran.status()).as(ran.err()).isZero();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(data().resolve("logs"))) {
            return files.filter(file -> !file.toString().endsWith(".lck")).toList();
        }
    }

    private static String job(String id, String sampler) {
        return "{\"id\":\"%s\",\"model\":\"shapes\",\"prompt\":\"a ring\",\"sampler\":\"%s\",\"steps\":2}"
                .formatted(id, sampler);
    }
}
