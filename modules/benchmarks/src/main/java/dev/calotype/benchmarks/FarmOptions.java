package dev.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Option;

/** What the programs that measure a farm share. */
final class FarmOptions {
    @Option(names = "--distribution", paramLabel = "DIR", description = "the built program")
    Path distribution = Path.of("modules/launcher/target/distribution");

    @Option(names = "--readme", paramLabel = "FILE", description = "where the figures go")
    Path readme = Path.of("modules/benchmarks/README.md");

    /** Measures a farm that runs, and says what was found in Markdown. */
    @FunctionalInterface
    interface Measurement {
        String of(FarmProcess farm) throws IOException;
    }

    /** Measures a farm started in a home, prints what was found and writes it into a section, with the machine. */
    void measure(FarmHome home, String section, Measurement measurement) throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING);
        Machine machine = Machine.here();
        try (FarmProcess farm = FarmProcess.start(home)) {
            String text = measurement.of(farm) + "\n" + machine.sentence();
            System.out.println(text);
            new ReadmeSection(readme, section).replace(text);
        }
    }
}
