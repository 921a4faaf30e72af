package dev.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What each kind of conditioning module costs beside the bare U-Net: rows, processor time and memory. */
@Command(
        name = "ModuleCosts",
        description = "Measures what conditioning modules cost beside the bare U-Net.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ModuleCosts implements Callable<Integer> {
    @Option(names = "--kinds", split = ",", description = "of modules, such as CONTROLNET")
    List<ModuleKind> kinds = List.of(ModuleKind.values());

    @Option(names = "--frames", description = "of a video")
    int frames = 8;

    @Option(names = "--type", description = "of weights and arithmetic")
    String type = "F32";

    @Option(names = "--readme", paramLabel = "FILE", description = "where the figures go")
    Path readme = Path.of("modules/benchmarks/README.md");

    @Mixin
    ForwardOptions forward = new ForwardOptions();

    /** What a child answered. */
    private record Answer(
            Spread once, Spread wall, Spread cpu, double parameters, double rows, double beside, double peak) {
        static Answer of(int repetitions, Properties said) {
            return new Answer(
                    spread(said, "once", repetitions),
                    spread(said, "wall", repetitions),
                    spread(said, "cpu", repetitions),
                    number(said, "parameters"),
                    number(said, "rows"),
                    number(said, "beside"),
                    number(said, "peak"));
        }

        private static Spread spread(Properties said, String name, int repetitions) {
            return new Spread(IntStream.rangeClosed(1, repetitions)
                    .mapToDouble(i -> number(said, name + "." + i))
                    .toArray());
        }

        private static double number(Properties said, String name) {
            return Double.parseDouble(said.getProperty(name));
        }
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ModuleCosts()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Machine machine = Machine.here();
        Map<ModuleKind, Answer> answers = new EnumMap<>(ModuleKind.class);
        for (ModuleKind kind : ModuleKind.values()) {
            if (kinds.stream().anyMatch(asked -> asked == kind || asked.bare() == kind)) {
                answers.put(kind, measured(kind));
            }
        }
        String text = heading() + table(answers) + "\n" + machine.sentence();
        System.out.println(text);
        new ReadmeSection(readme, "module-costs").replace(text);
        return 0;
    }

    private Answer measured(ModuleKind kind) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(forward.arguments());
        arguments.addAll(List.of("--kind=" + kind, "--type=" + type, "--frames=" + frames));
        Properties said =
                FreshJvm.forTorch(forward.threads).run(ModuleCostsRun.class, arguments.toArray(String[]::new));
        return Answer.of(forward.repetitions, said);
    }

    private String heading() {
        return String.format(
                Locale.ROOT,
                "Latents of 4×%d×%d, %d tokens, %s, %d threads; results a call: %d; median (least–most) of %d times after one"
                        + " to warm up, each kind in a process of its own.%n%n",
                forward.side,
                forward.side,
                forward.tokens,
                type,
                forward.threads,
                forward.rows,
                forward.repetitions);
    }

    private String table(Map<ModuleKind, Answer> answers) {
        var table =
                new StringBuilder("| | million parameters | rows of the U-Net | rows beside it | once a job, CPU-s |"
                        + " a step, s | a step, CPU-s | against the bare U-Net | peak RSS, GiB | more than bare |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|\n");
        answers.forEach((kind, answer) -> {
            Answer bare = Objects.requireNonNull(answers.get(kind.bare()));
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.0f | %.0f | %s | %s | %s | %.3f× | %.2f | %s |%n",
                    kind.label(frames),
                    kind.isBare() ? "" : String.format(Locale.ROOT, "%.1f", answer.parameters() / 1e6),
                    answer.rows(),
                    answer.beside(),
                    kind.isBare() ? "" : answer.once().text(3),
                    answer.wall().text(2),
                    answer.cpu().text(2),
                    answer.cpu().median() / bare.cpu().median(),
                    answer.peak() / 0x1p30,
                    kind.isBare() ? "" : String.format(Locale.ROOT, "%.2f", (answer.peak() - bare.peak()) / 0x1p30)));
        });
        return table.toString();
    }
}
