package dev.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The tables of samplers in the plugin's README. */
final class SamplerErrorsTest {
    private static final Path README = Path.of("../../plugins/samplers/README.md");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void theTablesInTheReadmeAreThoseThatTheProgramWrites() throws IOException {
        Path copy = Files.copy(README, folder.resolve("README.md"));
        assertThat(written(copy)).isZero();
        assertThat(Files.readString(copy)).as("run SamplerErrors again").isEqualTo(Files.readString(README));
    }

    private static int written(Path readme) {
        String distribution = Objects.requireNonNull(System.getProperty("calotype.distribution"));
        return new CommandLine(new SamplerErrors())
                .execute("--distribution", distribution, "--readme", readme.toString());
    }
}
