package dev.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Each program runs to its end and writes its section; what it measured is nobody's business here. */
final class ProgramsTest {
    private static final String DISTRIBUTION = Objects.requireNonNull(System.getProperty("calotype.distribution"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path readme;

    @BeforeEach
    void writeMarkers() throws IOException {
        readme = folder.resolve("README.md");
        for (String name : new String[] {"unet-forward", "no-op-jobs", "pictures-in-flight"}) {
            Files.writeString(
                    readme,
                    (Files.exists(readme) ? Files.readString(readme) : "") + "<!-- measured: " + name
                            + " -->\n<!-- end: " + name + " -->\n");
        }
    }

    @Test
    void measuresATinyNetworkInBothTypes() throws IOException {
        Path config = Files.writeString(folder.resolve("config.json"), """
                {"in_channels": 4, "out_channels": 4, "block_out_channels": [32, 64], "layers_per_block": 1,
                 "cross_attention_dim": 16, "attention_head_dim": 4, "norm_num_groups": 8,
                 "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
                 "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"]}
                """);
        run(new UNetForward(), "--config=" + config, "--side=8", "--repetitions=2", "--threads=1");
        assertThat(readme).content().contains("| F32 | ", "| BF16 | ", "1 threads", "Measured on ");
    }

    @Test
    void measuresJobsThatDoNothing() throws IOException {
        run(
                new NoOpJobs(),
                "--distribution=" + DISTRIBUTION,
                "--jobs=20",
                "--repetitions=2",
                "--rates=20",
                "--seconds=1");
        assertThat(readme).content().contains("20 jobs submitted at once", "| 20 | 20 | ", "Measured on ");
    }

    @Test
    void measuresPicturesOfTheShippedModel() throws IOException {
        run(
                new PicturesInFlight(),
                "--distribution=" + DISTRIBUTION,
                "--model=" + Path.of(DISTRIBUTION, "models", "shapes"),
                "--in-flight=1,2",
                "--pictures=2",
                "--repetitions=1",
                "--steps=2");
        assertThat(readme).content().contains("Model `shapes`, 2 steps", "| 1 | 2.0 ", "| 2 | ", "Peak RSS");
    }

    private void run(Object program, String... arguments) throws IOException {
        String[] all = new String[arguments.length + 1];
        all[0] = "--readme=" + readme;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        assertThat(new CommandLine(program).execute(all)).as("exit code").isZero();
    }
}
