package dev.calotype.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server in a process of its own, as {@code calotype server} starts it. Closing it, or the end of this process, ends it. */
final class FarmProcess implements AutoCloseable {
    private final FarmHome home;
    private final Process process;
    private final Thread ender;
    private final Map<String, String> doors;

    private FarmProcess(FarmHome home, Process process) throws IOException {
        this.home = home;
        this.process = process;
        ender = Thread.ofPlatform().unstarted(process::destroy);
        Runtime.getRuntime().addShutdownHook(ender);
        doors = doors(process);
    }

    /** Starts it and waits until it listens. */
    static FarmProcess start(FarmHome home) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dcalotype.distribution=" + home.distribution(),
                "-cp",
                home.built().resolve("lib").toAbsolutePath() + "/*",
                "dev.calotype.launcher.Main",
                "server",
                "--data",
                home.data().toString()));
        if (Files.exists(home.settings())) {
            command.addAll(List.of("--config", home.settings().toString()));
        }
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("OMP_WAIT_POLICY", "PASSIVE", "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"));
        return new FarmProcess(
                home, builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Its Kafka's address. */
    String kafka() {
        return doors.getOrDefault("kafka", "");
    }

    /** What its devices have done since it started. */
    JsonNode stats() throws IOException {
        return new ObjectMapper().readTree(answer("/v1/stats"));
    }

    /** What it answers over HTTP. */
    byte[] answer(String path) throws IOException {
        try (InputStream in = URI.create(doors.get("farm") + path).toURL().openStream()) {
            return in.readAllBytes();
        }
    }

    /** The Java process. */
    long pid() {
        return process.pid();
    }

    /** Processor time so far. */
    FarmUse use() throws IOException {
        return FarmUse.of(process.pid(), postmaster());
    }

    /** Postgres' first process, which is not below the server's. */
    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(postmasterFile()).getFirst().strip());
    }

    private Path postmasterFile() {
        return home.data().resolve("postgres/data/postmaster.pid");
    }

    /** The most memory that the Java process ever held, in bytes. */
    long peakResidentBytes() throws IOException {
        return ProcessUse.peakResidentBytes(process.pid());
    }

    /** Reads lines such as {@code kafka  127.0.0.1:4711}; {@code data} is the last. */
    private static Map<String, String> doors(Process process) throws IOException {
        var doors = new HashMap<String, String>();
        BufferedReader said = process.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            String[] words = line.strip().split("\\s+", 2);
            doors.put(words[0], words[words.length - 1]);
            if (words[0].equals("data")) {
                return doors;
            }
        }
        throw new IOException("the server did not start; its reason is above");
    }

    /** Returns when its Kafka and Postgres have ended too, so that nobody writes to its folder any more. */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroy();
        process.onExit().join();
        below.forEach(part -> part.onExit().join());
        if (Files.exists(postmasterFile())) {
            ProcessHandle.of(postmaster()).ifPresent(left -> {
                left.destroy();
                left.onExit().join();
            });
        }
        Runtime.getRuntime().removeShutdownHook(ender);
    }
}
