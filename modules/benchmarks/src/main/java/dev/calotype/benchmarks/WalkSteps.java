package dev.calotype.benchmarks;

import dev.calotype.engine.Guidance;
import dev.calotype.spi.LatentShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a step of a walk costs beside its network: many walks in one engine on a network that answers at once. */
@Command(
        name = "WalkSteps",
        description = "Measures planning and stepping of walks without a network.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class WalkSteps implements Callable<Integer> {
    private static final int PLANNED = 1000;

    @Option(names = "--walks", description = "in one engine")
    int walks = 64;

    @Option(names = "--steps", description = "of each walk")
    int steps = 200;

    @Option(names = "--side", description = "of a latent of four channels")
    int side = 64;

    @Option(names = "--repetitions", description = "after one to warm up")
    int repetitions = 3;

    @Option(names = "--readme", paramLabel = "FILE", description = "where the figures go")
    Path readme = Path.of("modules/benchmarks/README.md");

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WalkSteps()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.here();
        var shape = LatentShape.of(4, side, side);
        var free = new Guidance.ClassifierFree(4, 0);
        var projected = new Guidance.AdaptiveProjected(4, 0.5, 10, -0.5);
        List<SteppedWalks> kinds = List.of(
                new SteppedWalks("one term", new PlanOf(1, 0), new Guidance.None(), false),
                new SteppedWalks("two terms", new PlanOf(2, 0), new Guidance.None(), false),
                new SteppedWalks("two terms, classifier-free guidance", new PlanOf(2, 0), free, false),
                new SteppedWalks("two terms, adaptive projected guidance", new PlanOf(2, 0), projected, false),
                new SteppedWalks("two terms, dynamic threshold", new PlanOf(2, 0), new Guidance.None(), true),
                new SteppedWalks("one term and fresh noise", new PlanOf(1, 0.1), new Guidance.None(), false));
        var table = new StringBuilder("""
                | a step | planning it, ns | a step of a walk, µs | copying as many bytes, µs |
                |---|---|---|---|
                """);
        for (SteppedWalks kind : kinds) {
            table.append(line(kind, shape));
        }
        String text = heading() + table + "\n" + machine.sentence();
        System.out.println(text);
        new ReadmeSection(readme, "walk-steps").replace(text);
        return 0;
    }

    private String heading() {
        return String.format(
                Locale.ROOT,
                "%d walks of 4×%d×%d in one engine on one thread, %d steps each, and plans of %d steps; its processor"
                        + " time, planning by the clock; median (least–most) of %d runs after one to warm up.%n%n",
                walks,
                side,
                side,
                steps,
                PLANNED,
                repetitions);
    }

    private String line(SteppedWalks kind, LatentShape shape) {
        double[][] runs = IntStream.rangeClosed(0, repetitions)
                .mapToObj(i -> new double[] {
                    kind.plan().seconds(PLANNED) / PLANNED * 1e9,
                    kind.seconds(shape, walks, steps) / steps / walks * 1e6,
                    kind.copySeconds(shape, walks, steps) / steps / walks * 1e6
                })
                .skip(1)
                .toArray(double[][]::new);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s |%n",
                kind.name(),
                spread(runs, 0).text(0),
                spread(runs, 1).text(1),
                spread(runs, 2).text(1));
    }

    private static Spread spread(double[][] runs, int column) {
        return Spread.of(List.of(runs), run -> run[column]);
    }
}
