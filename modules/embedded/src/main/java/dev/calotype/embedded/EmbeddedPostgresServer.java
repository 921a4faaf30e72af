package dev.calotype.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A Postgres below a directory, durable (fsync and synchronous_commit on), on loopback. Killed, it is started again on
 * the same port and data; one that a killed JVM left running is stopped before the start. Closing stops it.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {
    private final Path directory;
    private final int port;
    private volatile EmbeddedPostgres server;
    private volatile boolean closed;

    private EmbeddedPostgresServer(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        stopLeftOver();
        port = FreePort.remembered(directory.resolve("port"));
        server = launch();
    }

    /** Starts a server on the data below a directory and waits until it answers. */
    public static EmbeddedPostgresServer start(Path directory) throws IOException {
        var started = new EmbeddedPostgresServer(directory);
        Thread.ofPlatform().name("postgres-keeper").daemon().start(started::keep);
        return started;
    }

    /** The JDBC address of the database; the user is {@code postgres}, without a password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The server's process id, for those who want to kill it. */
    public long pid() {
        return leftOver().map(ProcessHandle::pid).orElse(-1L);
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            server.close();
        } catch (IOException e) {
            log("Postgres did not stop cleanly", e);
        }
    }

    private EmbeddedPostgres launch() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setRegisterShutdownHook(
                        false) // who opened it closes it; a hook of its own would end it under a draining farm
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void keep() {
        while (!closed) {
            try {
                Thread.sleep(500);
                relaunch();
            } catch (IOException | RuntimeException e) {
                log("Postgres could not be restarted; trying again", e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void relaunch() throws IOException {
        if (!closed && !answers() && leftOver().isEmpty()) {
            letGo();
            server = launch();
        }
    }

    /** Gives up the lock that the dead server's owner still holds on the data. */
    private void letGo() {
        try {
            server.close();
        } catch (IOException | RuntimeException e) {
            log("Postgres had been killed", e);
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url() + "?connectTimeout=2", "postgres", "")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private void stopLeftOver() throws IOException {
        Optional<ProcessHandle> old = leftOver();
        if (old.isPresent()) {
            old.get().destroy();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (old.get().isAlive() && System.nanoTime() < deadline) {
                EmbeddedKafka.pause();
            }
            if (old.get().isAlive()) {
                old.get().destroyForcibly();
            }
        }
        Files.deleteIfExists(directory.resolve("data").resolve("epg-lock"));
    }

    /** The postmaster that {@code postmaster.pid} names, if it lives and is one. */
    private Optional<ProcessHandle> leftOver() {
        try {
            List<String> lines = Files.readAllLines(directory.resolve("data").resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> handle.info().command().orElse("").contains("postgres"));
        } catch (IOException | RuntimeException none) {
            return Optional.empty();
        }
    }

    private static void log(String message, Exception e) {
        System.getLogger("dev.calotype.embedded").log(System.Logger.Level.WARNING, message, e);
    }
}
