package dev.calotype.launcher;

import dev.calotype.contracts.Candidate;
import dev.calotype.registry.Plugin;
import dev.calotype.registry.PluginDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the samplers and schedules of the plugins that a farm on the data directory has; draws the samplers' errors. Runs no farm and no network. */
@Command(
        name = "samplers",
        description = "Lists samplers and schedules, and draws the samplers' errors.",
        mixinStandardHelpOptions = true)
final class SamplersCommand implements Callable<Integer> {
    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "draw error against evaluations into this PNG, for data in eight modes on a circle")
    @Nullable
    Path plot;

    @Option(names = "--data", paramLabel = "DIR", description = "whose plugins are listed (~/.calotype)")
    Path data = DataDirectory.usual();

    @Override
    public Integer call() {
        PluginDirectory.Found found = InstalledPlugins.load(new DataDirectory(data));
        Say.result(SamplerTable.of(found.plugins()));
        if (plot != null) {
            draw(candidates(found.plugins()), plot);
        }
        return found.faults().isEmpty() ? 0 : 1;
    }

    private static List<Candidate> candidates(List<Plugin> plugins) {
        return plugins.stream()
                .flatMap(plugin -> plugin.samplers().stream())
                .<Candidate>map(factory -> Candidate.of(factory))
                .sorted(Comparator.comparing(Candidate::name))
                .toList();
    }

    private static void draw(List<Candidate> candidates, Path png) {
        ProgressBar bar = ProgressBar.usual();
        try {
            SamplerPlot.measure(candidates, done -> bar.show(done, candidates.size(), "samplers"))
                    .write(png);
        } catch (IOException e) {
            throw new Complaint(
                    "the plot " + png + " cannot be written: " + e + "; name a file in a folder that exists");
        } finally {
            bar.close();
        }
        Say.result(png.toString());
    }
}
