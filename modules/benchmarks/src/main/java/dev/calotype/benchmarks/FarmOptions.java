package dev.calotype.benchmarks;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What the programs that measure a farm share. */
final class FarmOptions {
    @Option(names = "--distribution", paramLabel = "DIR", description = "the built program")
    Path distribution = Path.of("modules/launcher/target/distribution");

    @Option(names = "--readme", paramLabel = "FILE", description = "where the figures go")
    Path readme = Path.of("modules/benchmarks/README.md");
}
