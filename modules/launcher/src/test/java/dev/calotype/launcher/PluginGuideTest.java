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
import java.util.stream.IntStream;
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

        BufferedImage drawing = picture("waves");
        assertThat(drawing.getHeight()).as("two waves, one below the other").isEqualTo(2 * 96);
        assertThat(isBlue(drawing)).as("drawn by the first version").isFalse();
        assertThat(isBlue(picture("blue"))).as("drawn by the second version").isTrue();
        assertThat(isBlue(picture("back"))).as("drawn after going back").isFalse();
        assertThat(Files.readAllLines(only("waves", ".csv"))).hasSize(257).startsWith("sample,wave 1,wave 2");
        assertThat(loudestAtTheEnd("waves")).as("as loud to the end").isGreaterThan(0.8);
        assertThat(loudestAtTheEnd("plucked")).as("fading away").isLessThan(0.5);
        assertThat(picture("pictures").getWidth()).isEqualTo(64);
    }

    private double loudestAtTheEnd(String place) throws IOException {
        List<String> samples = Files.readAllLines(only(place, ".csv"));
        return samples.subList(samples.size() - 20, samples.size()).stream()
                .mapToDouble(line -> Math.abs(Double.parseDouble(line.split(",", -1)[1])))
                .max()
                .orElseThrow();
    }

    private BufferedImage picture(String place) throws IOException {
        return ImageIO.read(only(place, ".png").toFile());
    }

    private static boolean isBlue(BufferedImage picture) {
        return IntStream.range(0, picture.getWidth() * picture.getHeight())
                .map(at -> picture.getRGB(at % picture.getWidth(), at / picture.getWidth()))
                .anyMatch(rgb -> (rgb & 255) > (rgb >> 16 & 255));
    }

    /** What is inside the guide's fences that a console shows. */
    private static List<String> console() throws IOException {
        String text = Files.readString(GUIDE);
        return Stream.of(text.split("```console\n", -1))
                .skip(1)
                .flatMap(block -> block.substring(0, block.indexOf("```")).lines())
                .toList();
    }

    /** The commands, and the end of what they leave running if one of them fails. */
    private static String script(List<String> lines) {
        var script = new StringBuilder("""
                set -eu
                trap '[ -z "${!:-}" ] || { kill "$!" 2>/dev/null || true; wait; }' EXIT
                """);
        lines.stream()
                .filter(line -> line.startsWith("$ "))
                .map(line -> line.substring(2))
                .forEach(command -> script.append(command).append('\n'));
        return script.toString();
    }

    /** The command, on a path of its own. */
    private void install() throws IOException {
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
        environment.put(
                "CALOTYPE_HOME", Distribution.current().home().toAbsolutePath().toString());
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
