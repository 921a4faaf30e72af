package dev.calotype.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Retries;
import dev.calotype.testkit.JobStoreContract;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same contract in the other home: Postgres as its own image starts it. */
class ContainerPostgresStoreTest extends JobStoreContract {
    private static final String IMAGE = "postgres:18";

    private static @Nullable PostgreSQLContainer server;
    private static @Nullable Database database;

    @BeforeAll
    static void start() {
        boolean docker = DockerClientFactory.instance().isDockerAvailable();
        if (!docker) {
            System.out.println("skipped: the job store on " + IMAGE + ", because no Docker daemon answers");
        }
        assumeTrue(docker, "no Docker daemon answers");
        server = new PostgreSQLContainer(IMAGE);
        server.start();
        var settings = new DatabaseSettings(server.getJdbcUrl(), server.getUsername(), server.getPassword(), 12);
        database = Database.open(settings);
    }

    @AfterAll
    static void stop() {
        if (database != null) {
            database.close();
        }
        if (server != null) {
            server.stop();
        }
    }

    @Override
    protected JobStore empty(InstantSource time, Retries retries) {
        if (database == null) {
            throw new IllegalStateException("the database is opened before the first test");
        }
        Tables.clear(database);
        return new PostgresJobStore(database.source(), time, retries);
    }
}
