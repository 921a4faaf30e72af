package dev.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The program runs to its end and writes its section; what it measured is nobody's business here. */
final class WalkStepsTest {
    @Test
    void stepsAFewSmallWalksOfEveryKind(@TempDir Path folder) throws IOException {
        Path readme = Files.writeString(
                folder.resolve("README.md"), "<!-- measured: walk-steps -->\n<!-- end: walk-steps -->\n");
        int code = new CommandLine(new WalkSteps())
                .execute("--readme=" + readme, "--walks=3", "--steps=5", "--side=4", "--repetitions=2");
        assertThat(code).isZero();
        assertThat(readme).content().contains("3 walks of 4×4×4", "| one term and fresh noise | ", "Measured on ");
    }
}
