package dev.calotype.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A server in a process of its own, on a distribution of links to the built one, with the model that does nothing beside
 * the others. Closing it ends it.
 *
 * @param url of its HTTP
 * @param kafka its bootstrap address
 */
record FarmProcess(Process process, String url, String kafka) implements AutoCloseable {
    static FarmProcess start(Path built, Path folder) throws IOException {
        Path home = Files.createDirectories(folder.resolve("distribution"));
        Files.createSymbolicLink(home.resolve("lib"), built.resolve("lib").toAbsolutePath());
        link(built.resolve("plugins"), Files.createDirectories(home.resolve("plugins")));
        link(built.resolve("models"), Files.createDirectories(home.resolve("models")));
        Path own = Files.createDirectories(home.resolve("plugins/no-op"));
        Files.copy(ownJar(), own.resolve("no-op.jar"));
        Files.createFile(Files.createDirectories(home.resolve("models/no-op")).resolve(NoOpFamily.MARK));
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dcalotype.distribution=" + home,
                "-cp",
                built.resolve("lib") + "/*",
                "dev.calotype.launcher.Main",
                "server",
                "--data",
                folder.resolve("data").toString());
        builder.environment().putAll(Map.of("OMP_WAIT_POLICY", "PASSIVE", "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"));
        return listening(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    private static FarmProcess listening(Process process) throws IOException {
        BufferedReader said = process.inputReader();
        String url = "";
        String kafka = "";
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            url = line.startsWith("farm ") ? line.substring(5).strip() : url;
            kafka = line.startsWith("kafka ") ? line.substring(6).strip() : kafka;
            if (line.startsWith("data ")) {
                return new FarmProcess(process, url, kafka);
            }
        }
        throw new IOException("the server did not start; its reason is above");
    }

    /** The jar this class is in; its manifest makes it a plugin. */
    private static Path ownJar() {
        return Path.of(FarmProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    private static void link(Path from, Path into) throws IOException {
        try (Stream<Path> children = Files.list(from)) {
            for (Path child : List.copyOf(children.toList())) {
                Files.createSymbolicLink(into.resolve(child.getFileName().toString()), child.toAbsolutePath());
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
