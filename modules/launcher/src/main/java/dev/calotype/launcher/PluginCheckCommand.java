package dev.calotype.launcher;

import dev.calotype.contracts.Examination;
import dev.calotype.contracts.Examiner;
import dev.calotype.registry.Plugin;
import dev.calotype.registry.PluginDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads a built plugin as a farm would, and puts everything that it adds through the contracts. Starts no farm. */
@Command(
        name = "check",
        description = "Puts everything that a built plugin adds through the contracts.",
        mixinStandardHelpOptions = true)
final class PluginCheckCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "JAR|DIR",
            description = "the plugin's jar, or a folder with it and the libraries it needs")
    Path plugin = Path.of(".");

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description =
                    "a directory of a model or conditioning module of the plugin's families, or of a model that its"
                            + " modules go into; may be given several times")
    List<Path> models = new ArrayList<>();

    @Option(names = "--patience", paramLabel = "SECONDS", description = "how long one rule may take (120)")
    int patience = 120;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "whose plugins load a model that is not of the plugin itself (~/.calotype)")
    Path data = DataDirectory.usual();

    @Override
    public Integer call() throws IOException {
        Logs.quiet();
        faults();
        Path alone = Files.createTempDirectory("calotype-check");
        try {
            return check(loaded(alone));
        } finally {
            delete(alone);
        }
    }

    private int check(Plugin loaded) {
        Say.result(ContractReport.heading(loaded));
        var check = new PluginCheck(
                loaded,
                models,
                new Examiner(Duration.ofSeconds(patience)),
                () -> InstalledPlugins.catalogue(new DataDirectory(data)).families());
        List<Examination> examinations = new ArrayList<>();
        check.run(examination -> {
            Say.result(ContractReport.of(examination));
            examinations.add(examination);
        });
        check.leftOut().forEach(sentence -> Say.result("left out: " + sentence));
        Say.result(ContractReport.verdict(examinations));
        return examinations.stream().allMatch(Examination::isKept) ? 0 : 1;
    }

    private void faults() {
        List<String> faults = new ArrayList<>();
        boolean jar = Files.isRegularFile(plugin) && plugin.toString().endsWith(".jar");
        if (!jar && !Files.isDirectory(plugin)) {
            faults.add(
                    "there is no jar or folder '" + plugin + "'; build the plugin first, for example with mvn package");
        }
        models.stream()
                .filter(model -> !Files.isDirectory(model))
                .forEach(model -> faults.add("there is no directory '" + model + "'"));
        if (patience < 1) {
            faults.add("--patience is " + patience + "; it must be at least 1");
        }
        if (!faults.isEmpty()) {
            throw Complaint.of("this cannot be checked:", faults);
        }
    }

    /** The plugin alone, from a copy, so that a build may overwrite it meanwhile. */
    private Plugin loaded(Path alone) throws IOException {
        boolean folder = Files.isDirectory(plugin);
        Path place = folder ? Files.createDirectory(alone.resolve("plugin")) : alone;
        try (Stream<Path> files = folder ? Files.list(plugin) : Stream.of(plugin)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.copy(jar, place.resolve(jar.getFileName().toString()));
            }
        }
        PluginDirectory.Found found = PluginDirectory.load(alone);
        if (found.plugins().isEmpty()) {
            throw Complaint.of("the plugin cannot be loaded:", found.faults());
        }
        return found.plugins().getFirst();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
