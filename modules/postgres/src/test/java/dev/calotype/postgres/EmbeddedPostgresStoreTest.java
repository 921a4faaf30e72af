package dev.calotype.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.calotype.embedded.EmbeddedPostgresServer;
import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Retries;
import dev.calotype.jobs.StoreFailed;
import dev.calotype.testkit.JobStoreContract;
import dev.calotype.testkit.SampleJobs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresStoreTest extends JobStoreContract {
    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgresServer server;

    @SuppressWarnings("NullAway.Init")
    private static Database database;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        server = EmbeddedPostgresServer.start(directory);
        database = Database.open(new DatabaseSettings(server.url(), "postgres", "", 12));
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @Test
    void whatWasTakenInSurvivesTheDeathOfPostgres() {
        JobStore store = empty(Clock.systemUTC(), Retries.DEFAULT);
        store.submit(List.of(SampleJobs.PLAIN.job("a")));
        long killed = server.pid();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(60)).until(() -> server.pid() > 0 && server.pid() != killed);
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(StoreFailed.class)
                .until(
                        () -> store.submit(List.of(SampleJobs.PLAIN.job("a"))),
                        answers -> !answers.getFirst().created());
        assertThat(store.find("a")).isPresent();
    }

    @Override
    protected JobStore empty(InstantSource time, Retries retries) {
        Tables.clear(database);
        return new PostgresJobStore(database.source(), time, retries);
    }
}
