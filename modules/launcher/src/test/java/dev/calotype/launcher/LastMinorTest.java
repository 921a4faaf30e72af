package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A plugin that was compiled against the contracts of the baseline keeps every contract of today, as it is. */
final class LastMinorTest {
    private static final Path BASELINE = Path.of("..", "spi", "baseline");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    static List<Path> baselines() throws IOException {
        return jars(BASELINE, "calotype-spi-.*\\.jar");
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void runsUnchanged(Path contracts) throws IOException {
        Path project = folder.resolve("elder");
        Ran.command("plugin", "new", "elder", "--dir", project.toString());
        List<Path> libraries = jars(Distribution.current().home().resolve("lib"), "jspecify-.*\\.jar");
        List<Path> seen =
                Stream.concat(Stream.of(contracts), libraries.stream()).toList();
        Path jar = new ProjectBuild(project, seen).pack("elder");
        Ran ran = Ran.command("plugin", "check", jar.toString(), "--model", project + "/models/waves");
        assertThat(ran.status()).as(ran.out() + ran.err()).isZero();
    }

    private static List<Path> jars(Path place, String name) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .toList();
        }
    }
}
