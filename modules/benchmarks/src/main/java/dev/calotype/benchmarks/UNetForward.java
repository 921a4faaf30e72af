package dev.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    @Option(
            names = "--types",
            split = ",",
            description =
                    "of weights and arithmetic; F32+UNPACKED leaves weights as ATen takes them, F32+INT8 keeps them in"
                            + " int8")
    List<String> types = List.of("F32+UNPACKED", "F32", "BF16");

    @Option(names = "--turns", description = "how often each is measured, one after the other")
    int turns = 2;

    @Option(names = "--readme", paramLabel = "FILE", description = "where the figures go")
    Path readme = Path.of("modules/benchmarks/README.md");

    @Mixin
    ForwardOptions forward = new ForwardOptions();

    /** A plain product of two square matrices of F32, and its operations a second. */
    private record Product(double size, double rate) {}

    /** What the children of a type answered: seconds of each forward, and what is the same for all. */
    private record Answer(
            String type, Spread wall, Spread cpu, double operations, double parameters, double peak, Product product) {
        static Answer of(String type, int repetitions, List<Properties> said) {
            return new Answer(
                    type,
                    spread(said, "wall", repetitions),
                    spread(said, "cpu", repetitions),
                    most(said, "operations"),
                    most(said, "parameters"),
                    most(said, "peak"),
                    new Product(most(said, "product.size"), most(said, "product.rate")));
        }

        private static Spread spread(List<Properties> said, String name, int repetitions) {
            return new Spread(said.stream()
                    .flatMapToDouble(child ->
                            IntStream.rangeClosed(1, repetitions).mapToDouble(i -> number(child, name + "." + i)))
                    .toArray());
        }

        private static double most(List<Properties> said, String name) {
            return said.stream().mapToDouble(child -> number(child, name)).max().orElseThrow();
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
        Map<String, List<Properties>> said = new LinkedHashMap<>();
        for (int turn = 0; turn < turns; turn++) {
            for (String type : types) {
                said.computeIfAbsent(type, first -> new ArrayList<>()).add(child(type));
            }
        }
        List<Answer> answers = said.entrySet().stream()
                .map(each -> Answer.of(each.getKey(), forward.repetitions, each.getValue()))
                .toList();
        String text = heading(answers.getFirst()) + table(answers) + "\n" + machine.sentence();
        System.out.println(text);
        String section = forward.rows == 1 ? "unet-forward" : "unet-forward-" + forward.rows;
        new ReadmeSection(readme, section).replace(text);
        return 0;
    }

    private Properties child(String type) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(forward.arguments());
        List<String> parts = List.of(type.split("\\+", 2));
        arguments.add("--type=" + parts.getFirst());
        if (parts.size() > 1) {
            arguments.add("--keeping=" + parts.getLast());
        }
        return FreshJvm.forTorch(forward.threads).run(UNetForwardRun.class, arguments.toArray(String[]::new));
    }

    private String heading(Answer any) {
        return String.format(
                Locale.ROOT,
                "%.1f million parameters, %.1f GFLOP a forward: rows: %d, of 4×%d×%d with %d tokens, %d threads; median"
                        + " (least–most) of %d forwards, in turns of %d after one to warm up. A plain product of two F32 matrices of side %.0f"
                        + " reaches %.0f GFLOP/s at its best on these threads.%n%n",
                any.parameters() / 1e6,
                any.operations() / 1e9,
                forward.rows,
                forward.side,
                forward.side,
                forward.tokens,
                forward.threads,
                turns * forward.repetitions,
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
