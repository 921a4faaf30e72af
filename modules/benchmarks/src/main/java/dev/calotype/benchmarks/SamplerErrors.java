package dev.calotype.benchmarks;

import dev.calotype.contracts.Candidate;
import dev.calotype.contracts.RingWalk;
import dev.calotype.registry.Plugin;
import dev.calotype.registry.PluginDirectory;
import dev.calotype.spi.About;
import dev.calotype.spi.SamplerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a plugin's samplers are and how far their ends lie from the exact ones, into the plugin's README. */
@Command(
        name = "SamplerErrors",
        description = "Measures a plugin's samplers in closed form.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class SamplerErrors implements Callable<Integer> {
    private static final int[] EVALUATIONS = {10, 20, 35, 50, 100};

    @Option(names = "--distribution", paramLabel = "DIR", description = "the built program")
    Path distribution = Path.of("modules/launcher/target/distribution");

    @Option(names = "--plugin", paramLabel = "ID", description = "whose samplers")
    String plugin = "samplers";

    @Option(names = "--readme", paramLabel = "FILE", description = "where the tables go")
    Path readme = Path.of("plugins/samplers/README.md");

    private final RingWalk ring = new RingWalk();

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SamplerErrors()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Plugin found = PluginDirectory.load(distribution.resolve("plugins")).plugins().stream()
                .filter(each -> each.manifest().id().equals(plugin))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no plugin '" + plugin + "' in " + distribution
                        + "; build first, or name another with --plugin"));
        new ReadmeSection(readme, "samplers").replace(what(found));
        new ReadmeSection(readme, "ring").replace(errors(found));
        return 0;
    }

    private static String what(Plugin plugin) {
        return "| sampler | paper | where | order | evaluations a step | draws noise |\n|---|---|---|---|---|---|\n"
                + rows(plugin, factory -> what(factory));
    }

    private static <O extends Record> String what(SamplerFactory<O> factory) {
        About about = factory.about(factory.defaults());
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %s | %d | %d | %s |%n",
                factory.name(),
                about.paper(),
                about.equation(),
                about.order(),
                about.evaluationsPerStep(),
                aim(about.aim()));
    }

    private static String aim(About.Aim aim) {
        return switch (aim) {
            case FLOW -> "no";
            case DATA -> "yes";
            case DISTILLED -> "yes, on distilled models";
            case NOISE -> "no, walks towards noise";
        };
    }

    private String errors(Plugin plugin) {
        return String.format(
                Locale.ROOT,
                "| sampler | error | 10 | 20 | 35 | 50 | 100 |%n|---|---|---|---|---|---|---|%n%s%n"
                        + "As many points of the data itself have a sliced distance of %s.",
                rows(plugin, factory -> errors(factory)),
                shown(OptionalDouble.of(ring.floor())));
    }

    private <O extends Record> String errors(SamplerFactory<O> factory) {
        Candidate candidate = Candidate.of(factory);
        if (candidate.about().aim() == About.Aim.DISTILLED || candidate.about().aim() == About.Aim.NOISE) {
            return "";
        }
        var row = new StringBuilder(
                "| `" + candidate.name() + "` | " + (candidate.about().stochastic() ? "sliced" : "flow") + " |");
        for (int evaluations : EVALUATIONS) {
            row.append(' ')
                    .append(shown(ring.error(candidate.about(), candidate.sampler(), evaluations)))
                    .append(" |");
        }
        return row.append('\n').toString();
    }

    private static String shown(OptionalDouble error) {
        if (error.isEmpty()) {
            return "–";
        }
        double value = error.getAsDouble();
        return value < 1e-4
                ? String.format(Locale.ROOT, "%.0e", value)
                : String.format(Locale.ROOT, value < 0.01 ? "%.4f" : value < 1 ? "%.3f" : "%.2f", value);
    }

    private static String rows(Plugin plugin, Function<SamplerFactory<?>, String> row) {
        return plugin.samplers().stream()
                .sorted(Comparator.comparing((SamplerFactory<?> factory) -> factory.name()))
                .map(row)
                .collect(Collectors.joining());
    }
}
