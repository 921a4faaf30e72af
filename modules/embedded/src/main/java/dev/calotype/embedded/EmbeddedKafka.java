package dev.calotype.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A Kafka of one node in a JVM of its own, durable below a directory, on loopback. Killed, it is started again on the same
 * port and data. Closing stops it; so does the end of this JVM.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final int port;
    private final int controller;
    private volatile Process broker;
    private volatile boolean closed;

    private EmbeddedKafka(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        port = FreePort.remembered(directory.resolve("port"));
        controller = FreePort.any();
        broker = launch();
    }

    /** Starts a broker on the data below a directory and waits until it answers. */
    public static EmbeddedKafka start(Path directory) throws IOException {
        var kafka = new EmbeddedKafka(directory);
        kafka.awaitReady();
        Thread.ofPlatform().name("kafka-keeper").daemon().start(kafka::keep);
        return kafka;
    }

    /** Where clients connect, such as {@code 127.0.0.1:39092}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** The broker's process id, for those who want to kill it. */
    public long pid() {
        return broker.pid();
    }

    @Override
    public void close() {
        closed = true;
        stop(broker);
    }

    private void keep() {
        while (!closed) {
            try {
                broker.waitFor();
                if (!closed) {
                    broker = launch();
                    awaitReady();
                }
            } catch (IOException e) {
                System.getLogger("dev.calotype.embedded")
                        .log(System.Logger.Level.ERROR, "Kafka could not be restarted", e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Process launch() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        Path log = directory.resolve("broker.log");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms96m",
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Broker.class.getName(),
                data.toString(),
                Integer.toString(port),
                Integer.toString(controller));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (!broker.isAlive()) {
                throw new IOException("the embedded Kafka ended as it started; see " + directory.resolve("broker.log"));
            }
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                pause();
            }
        }
        throw new IOException("the embedded Kafka did not answer on port " + port + " within " + PATIENCE);
    }

    static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting", e);
        }
    }

    private static void stop(Process process) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(Duration.ofSeconds(15))) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
