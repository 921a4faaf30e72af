package dev.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Forward of a U-Net of Stable Diffusion 1.5's size with random weights, in fp32 and bf16. */
@Command(name = "unet-forward", mixinStandardHelpOptions = true)
public final class UNetForward implements Callable<Integer> {
    @Option(names = "--types", split = ",")
    List<String> types = List.of("F32", "BF16");

    @Option(names = "--rows")
    int rows = 1;

    @Option(names = "--side", description = "of the latent; 64 is a picture of 512 pixels")
    int side = 64;

    @Option(names = "--repetitions")
    int repetitions = 5;

    @Option(names = "--threads")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--readme")
    Path readme = Path.of("modules/benchmarks/README.md");

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new UNetForward()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Machine machine = Machine.here();
        var table = new StringBuilder(String.format(
                Locale.ROOT,
                "%d row of 4×%d×%d, %d threads; median (least–most) of %d forwards after one to warm up.%n%n",
                rows,
                side,
                side,
                threads,
                repetitions));
        table.append(
                "| type | seconds | CPU-seconds | GFLOP/s | against fp32 | peak RSS, GiB |\n|---|---|---|---|---|---|\n");
        double base = 0;
        for (String type : types) {
            Properties answer = FreshJvm.forTorch(threads)
                    .run(
                            UNetForwardRun.class,
                            type,
                            Integer.toString(rows),
                            Integer.toString(side),
                            Integer.toString(repetitions),
                            Integer.toString(threads));
            Spread wall = spread(answer, "wall");
            base = base == 0 ? wall.median() : base;
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.0f | %.2f× | %.2f |%n",
                    type,
                    wall.text(2),
                    spread(answer, "cpu").text(2),
                    number(answer, "flop") / wall.median() / 1e9,
                    wall.median() / base,
                    number(answer, "peak") / 0x1p30));
        }
        table.append("\n").append(machine.sentence());
        System.out.println(table);
        new ReadmeSection(readme, "unet-forward").replace(table.toString());
        return 0;
    }

    private Spread spread(Properties answer, String name) {
        return new Spread(IntStream.rangeClosed(1, repetitions)
                .mapToDouble(i -> number(answer, name + "." + i))
                .toArray());
    }

    private static double number(Properties answer, String name) {
        return Double.parseDouble(answer.getProperty(name));
    }
}
