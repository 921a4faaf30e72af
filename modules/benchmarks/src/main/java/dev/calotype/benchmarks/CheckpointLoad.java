package dev.calotype.benchmarks;

import dev.calotype.networks.ParameterList;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConfig;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.SafeTensorsWriter;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
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

/** Loads a U-Net's checkpoint of random weights, which is written before into a temporary folder and deleted after. */
@Command(
        name = "CheckpointLoad",
        description = "Measures loading a checkpoint of Stable Diffusion 1.5's size, and its first forward.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class CheckpointLoad implements Callable<Integer> {
    private static final double MOST_BYTES = 5e9;

    /** Keeps sums of some thousand products in range. */
    private static final double SCALE = 0.01;

    @Option(names = "--readme", paramLabel = "FILE", description = "where the figures go")
    Path readme = Path.of("modules/benchmarks/README.md");

    @Mixin
    ForwardOptions forward = new ForwardOptions();

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CheckpointLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Machine machine = Machine.here();
        Path folder = Files.createTempDirectory("calotype-checkpoint");
        Path file = folder.resolve("diffusion_pytorch_model.safetensors");
        try {
            write(forward.network(), file);
            var arguments = new ArrayList<>(forward.arguments());
            arguments.add("--file=" + file);
            Properties said =
                    FreshJvm.forTorch(forward.threads).run(CheckpointLoadRun.class, arguments.toArray(String[]::new));
            String text = table(said, Files.size(file)) + "\n" + machine.sentence();
            System.out.println(text);
            new ReadmeSection(readme, "checkpoint-load").replace(text);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
        return 0;
    }

    /** Every parameter is a view of the same noise. */
    private static void write(UNetConfig config, Path file) {
        Map<String, List<Long>> shapes = ParameterList.of(weights -> new UNet2DCondition(config, weights));
        double bytes =
                4.0 * shapes.values().stream().mapToLong(CheckpointLoad::count).sum();
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a checkpoint of %.1f GB was asked for; the disk is spared more than %.0f, take a smaller --config"
                            .formatted(bytes / 1e9, MOST_BYTES / 1e9));
        }
        try (Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0))) {
            long longest = shapes.values().stream()
                    .mapToLong(CheckpointLoad::count)
                    .max()
                    .orElse(1);
            Tensor noise = scope.run(() -> Tensor.randn(1, longest).mul(SCALE));
            var tensors = new LinkedHashMap<String, Tensor>();
            shapes.forEach((name, shape) -> tensors.put(
                    name,
                    noise.narrow(0, 0, count(shape))
                            .reshape(shape.stream().mapToLong(Long::longValue).toArray())));
            SafeTensorsWriter.write(file, tensors, Map.of());
        }
    }

    private static long count(List<Long> shape) {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }

    private String table(Properties said, long bytes) {
        Spread load = new Spread(IntStream.rangeClosed(1, forward.repetitions)
                .mapToDouble(i -> number(said, "load." + i))
                .toArray());
        return String.format(
                Locale.ROOT,
                "A U-Net's F32 checkpoint of %.2f GB that lies in the page cache; the network built over its mapping,"
                        + " median (least–most) of %d times after one to warm up; then a forward, which packs every weight, and"
                        + " another.%n%n"
                        + "| load, s | first forward, s | CPU-s | next forward, s | CPU-s | peak RSS, GB | RSS against the file |%n"
                        + "|---|---|---|---|---|---|---|%n| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f× |%n",
                bytes / 1e9,
                forward.repetitions,
                load.text(3),
                number(said, "first.wall"),
                number(said, "first.cpu"),
                number(said, "next.wall"),
                number(said, "next.cpu"),
                number(said, "peak") / 1e9,
                number(said, "peak") / bytes);
    }

    private static double number(Properties said, String name) {
        return Double.parseDouble(said.getProperty(name));
    }
}
