package dev.calotype.postgres;

import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Retries;
import dev.calotype.testkit.JobStoreContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class EmbeddedPostgresStoreTest extends JobStoreContract {
    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgres server;

    @SuppressWarnings("NullAway.Init")
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        database = Database.open(new DatabaseSettings(server.getJdbcUrl("postgres", "postgres"), "postgres", "", 12));
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        server.close();
    }

    @Override
    protected JobStore empty(InstantSource time, Retries retries) {
        Tables.clear(database);
        return new PostgresJobStore(database.source(), time, retries);
    }
}
