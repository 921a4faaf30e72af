package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide for authors of plugins: every command in it is run, in its order, and prints what it says. */
final class PluginGuideTest {
    private static final Path GUIDE = Path.of("../../docs/plugins.md");
    private static final int MINUTES = 8;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void everyCommandOfTheGuideDoesWhatItSays() throws Exception {
        assumeThat(isInstalled("mvn")).as("Maven is on the PATH").isTrue();
        install();
        List<String> lines = console();
        Path script = Files.writeString(folder.resolve("guide.sh"), script(lines));

        Path log = folder.resolve("guide.log");
        Process guide = started(script, log);
        boolean ended = guide.waitFor(MINUTES, TimeUnit.MINUTES);
        guide.descendants().forEach(ProcessHandle::destroy);
        guide.destroy();
        String said = Files.readString(log);
        assertThat(ended).as(said).isTrue();
        assertThat(guide.exitValue()).as(said).isZero();
        assertThat(said)
                .contains(lines.stream().filter(line -> !line.startsWith("$ ")).toList());

        BufferedImage drawing = ImageIO.read(only("waves", ".png").toFile());
        assertThat(drawing.getHeight()).as("two waves, one below the other").isEqualTo(2 * 96);
        assertThat(Files.readAllLines(only("waves", ".csv"))).hasSize(257).startsWith("sample,wave 1,wave 2");
        assertThat(ImageIO.read(only("pictures", ".png").toFile()).getWidth()).isEqualTo(64);
    }

    /** What is inside the guide's fences that a console shows. */
    private static List<String> console() throws IOException {
        String text = Files.readString(GUIDE);
        return Stream.of(text.split("```console\n", -1))
                .skip(1)
                .flatMap(block -> block.substring(0, block.indexOf("```")).lines())
                .toList();
    }

    private static String script(List<String> lines) {
        var script = new StringBuilder("set -eu\n");
        lines.stream()
                .filter(line -> line.startsWith("$ "))
                .map(line -> line.substring(2))
                .forEach(command -> script.append(command).append('\n'));
        return script.toString();
    }

    /** An installation of its own, which the guide may change, and its command on the path. */
    private void install() throws IOException {
        Path home = Files.createDirectory(folder.resolve("calotype"));
        Path built = Distribution.current().home();
        for (String shared : List.of("lib", "models", "template")) {
            Files.createSymbolicLink(home.resolve(shared), built.resolve(shared));
        }
        Path plugins = Files.createDirectory(home.resolve("plugins"));
        try (Stream<Path> found = Files.list(built.resolve("plugins"))) {
            for (Path plugin : found.toList()) {
                Files.createSymbolicLink(plugins.resolve(plugin.getFileName()), plugin);
            }
        }
        Path command = Files.createDirectory(folder.resolve("bin")).resolve("calotype");
        Files.writeString(command, """
                #!/bin/sh
                exec "%s/bin/java" --enable-native-access=ALL-UNNAMED -Dcalotype.distribution="$CALOTYPE_HOME" \\
                    -cp "$CALOTYPE_HOME/lib/*" dev.calotype.launcher.Main "$@"
                """.formatted(System.getProperty("java.home")));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process started(Path script, Path log) throws IOException {
        var builder = new ProcessBuilder("sh", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("CALOTYPE_HOME", folder.resolve("calotype").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("MAVEN_ARGS", "");
        environment.put("MAVEN_OPTS", System.getProperty("calotype.maven", ""));
        return builder.start();
    }

    private Path only(String place, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(place))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(end)).toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    private static boolean isInstalled(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + program)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
