package dev.calotype.kafka;

import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Retries;
import dev.calotype.postgres.Database;
import dev.calotype.postgres.DatabaseSettings;
import dev.calotype.postgres.PostgresJobStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;

/** A real store for the ends to write to. */
final class LocalPostgres implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Database database;

    LocalPostgres() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        database = Database.open(new DatabaseSettings(server.getJdbcUrl("postgres", "postgres"), "postgres", "", 4));
    }

    JobStore store() {
        return new PostgresJobStore(database.source(), Clock.systemUTC(), Retries.DEFAULT);
    }

    @Override
    public void close() throws IOException {
        database.close();
        server.close();
    }
}
