package dev.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Forward of a U-Net with random weights, of Stable Diffusion 1.5's size unless told otherwise, in several types. */
@Command(
        name = "UNetForward",
        description = "Measures the forward of a U-Net of Stable Diffusion 1.5's size.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class UNetForward implements Callable<Integer> {
    @Option(names = "--types", split = ",", description = "of weights and arithmetic; F32+INT8 keeps weights in int8")
    List<String> types = List.of("F32", "BF16");

    @Option(names = "--readme", paramLabel = "FILE", description = "where the figures go")
    Path readme = Path.of("modules/benchmarks/README.md");

    @Mixin
    ForwardOptions forward = new ForwardOptions();

    /** A plain product of two square matrices of F32, and its operations a second. */
    private record Product(double size, double rate) {}

    /** What a child answered: seconds of each forward, and what is the same for all. */
    private record Answer(
            String type, Spread wall, Spread cpu, double operations, double parameters, double peak, Product product) {
        static Answer of(String type, int repetitions, Properties said) {
            return new Answer(
                    type,
                    spread(said, "wall", repetitions),
                    spread(said, "cpu", repetitions),
                    number(said, "operations"),
                    number(said, "parameters"),
                    number(said, "peak"),
                    new Product(number(said, "product.size"), number(said, "product.rate")));
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
        System.exit(new CommandLine(new UNetForward()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Machine machine = Machine.here();
        var answers = new ArrayList<Answer>();
        for (String type : types) {
            var arguments = new ArrayList<>(forward.arguments());
            List<String> parts = List.of(type.split("\\+", 2));
            arguments.add("--type=" + parts.getFirst());
            if (parts.size() > 1) {
                arguments.add("--storage=" + parts.getLast());
            }
            Properties said =
                    FreshJvm.forTorch(forward.threads).run(UNetForwardRun.class, arguments.toArray(String[]::new));
            answers.add(Answer.of(type, forward.repetitions, said));
        }
        String text = heading(answers.getFirst()) + table(answers) + "\n" + machine.sentence();
        System.out.println(text);
        String section = forward.rows == 1 ? "unet-forward" : "unet-forward-" + forward.rows;
        new ReadmeSection(readme, section).replace(text);
        return 0;
    }

    private String heading(Answer any) {
        return String.format(
                Locale.ROOT,
                "%.1f million parameters, %.1f GFLOP a forward: rows: %d, of 4×%d×%d with %d tokens, %d threads; median"
                        + " (least–most) of %d forwards after one to warm up. A plain product of two F32 matrices of side %.0f"
                        + " reaches %.0f GFLOP/s at its best on these threads.%n%n",
                any.parameters() / 1e6,
                any.operations() / 1e9,
                forward.rows,
                forward.side,
                forward.side,
                forward.tokens,
                forward.threads,
                forward.repetitions,
                any.product().size(),
                any.product().rate() / 1e9);
    }

    private static String table(List<Answer> answers) {
        Answer base = answers.getFirst();
        var table =
                new StringBuilder("| type | seconds | against the first | CPU-seconds | against the first | GFLOP/s |"
                        + " GFLOP a CPU-second | peak RSS, GiB |\n|---|---|---|---|---|---|---|---|\n");
        for (Answer answer : answers) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.2f× | %s | %.2f× | %.0f | %.0f | %.2f |%n",
                    answer.type(),
                    answer.wall().text(2),
                    answer.wall().median() / base.wall().median(),
                    answer.cpu().text(2),
                    answer.cpu().median() / base.cpu().median(),
                    answer.operations() / answer.wall().median() / 1e9,
                    answer.operations() / answer.cpu().median() / 1e9,
                    answer.peak() / 0x1p30));
        }
        return table.toString();
    }
}
