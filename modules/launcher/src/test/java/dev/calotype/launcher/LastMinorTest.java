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
        withoutConditioner(project);
        List<Path> libraries = jars(Distribution.current().home().resolve("lib"), "jspecify-.*\\.jar");
        List<Path> seen =
                Stream.concat(Stream.of(contracts), libraries.stream()).toList();
        Path jar = new ProjectBuild(project, seen).pack("elder");
        Ran ran = Ran.command("plugin", "check", jar.toString(), "--model", project + "/models/waves");
        assertThat(ran.status()).as(ran.out() + ran.err()).isZero();
    }

    /** Conditioning modules came after the first contracts; an elder author wrote the same without them. */
    private static void withoutConditioner(Path project) throws IOException {
        Path sources = project.resolve("src/main/java/elder");
        for (String type : List.of("Envelope", "EnvelopeFamily", "EnvelopeFile")) {
            Files.delete(sources.resolve(type + ".java"));
        }
        Files.delete(project.resolve("src/main/resources/META-INF/services/dev.calotype.spi.ConditionerFamily"));
        replace(sources.resolve("WaveSettings.java"), "\\s+\\.withBackbone\\(Envelope\\.BACKBONE\\)", "");
        replace(
                sources.resolve("WavesModel.java"),
                "Envelope\\.gains\\(.*, samples\\)",
                "java.util.stream.DoubleStream.generate(() -> 1).limit(samples).toArray()");
    }

    private static void replace(Path source, String today, String elder) throws IOException {
        String text = Files.readString(source);
        assertThat(text).containsPattern(today);
        Files.writeString(source, text.replaceAll(today, elder));
    }

    private static List<Path> jars(Path place, String name) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .toList();
        }
    }
}
