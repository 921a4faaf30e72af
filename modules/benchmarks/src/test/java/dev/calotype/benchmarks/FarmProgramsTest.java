package dev.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import picocli.CommandLine;

/** The programs that measure a farm, in their smallest sizes, on one farm; what they measure is nobody's business here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FarmProgramsTest {
    private static final Path DISTRIBUTION =
            Path.of(Objects.requireNonNull(System.getProperty("calotype.distribution")));
    private static final Path MODEL = DISTRIBUTION.resolve("models").resolve("shapes");

    @SuppressWarnings("NullAway.Init")
    private FarmHome home;

    @SuppressWarnings("NullAway.Init")
    private FarmProcess farm;

    @SuppressWarnings("NullAway.Init")
    private Path ring;

    @SuppressWarnings("NullAway.Init")
    private Path inbox;

    @BeforeAll
    void start() throws IOException {
        home = FarmHome.of(DISTRIBUTION);
        home.serve(MODEL);
        ring = home.serve(RingFamily.plugin());
        inbox = home.allowUnsigned();
        farm = FarmProcess.start(home);
    }

    @AfterAll
    void stop() throws IOException {
        farm.close();
        home.close();
        assertThat(home.folder()).doesNotExist();
    }

    @Test
    void jobsThatDoNothingAreTimed() throws IOException {
        var program = new NoOpJobs();
        new CommandLine(program).parseArgs("--jobs=20", "--repetitions=2", "--rates=20", "--seconds=1");
        assertThat(program.figures(farm)).contains("20 jobs submitted at once", "| none | 0 |", "| 20 | 20 | ");
    }

    @Test
    void picturesInFlightShareNetworkCalls() throws IOException {
        var program = new PicturesInFlight();
        new CommandLine(program)
                .parseArgs("--model=" + MODEL, "--in-flight=1,2", "--pictures=2", "--repetitions=1", "--steps=2");
        assertThat(program.figures(farm)).contains("Model `shapes`, 2 steps", "| 1 | 2.0 ", "| 2 | ", "Peak RSS");
    }

    @Test
    void pluginsAreSwappedUnderJobs() throws IOException {
        var program = new FarmSwaps();
        new CommandLine(program).parseArgs("--swaps=2", "--in-flight=2", "--steps=4", "--seconds=2");
        assertThat(program.figures(farm, inbox, ring.resolve(StepTimes.FILE)))
                .contains(
                        "2 swaps in ",
                        " 0 failed, 0 drawn by another version",
                        " 2 old loaders collected, 0 left, 0 reported",
                        "| with swaps | ");
    }
}
