package dev.calotype.kafka;

import dev.calotype.embedded.EmbeddedPostgresServer;
import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Retries;
import dev.calotype.postgres.Database;
import dev.calotype.postgres.DatabaseSettings;
import dev.calotype.postgres.PostgresJobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** A real store for the ends to write to. */
final class LocalPostgres implements AutoCloseable {
    private final EmbeddedPostgresServer server;
    private final Database database;

    LocalPostgres(Path directory) throws IOException {
        server = EmbeddedPostgresServer.start(directory);
        database = Database.open(new DatabaseSettings(server.url(), "postgres", "", 4));
    }

    JobStore store() {
        return new PostgresJobStore(database.source(), Clock.systemUTC(), Retries.DEFAULT);
    }

    @Override
    public void close() {
        database.close();
        server.close();
    }
}
