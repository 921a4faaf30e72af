package dev.calotype.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.calotype.training.ShapesWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What batching across jobs gives: rows a network call and pictures a second with several jobs in flight. */
@Command(
        name = "PicturesInFlight",
        description = "Measures rows a network call and pictures a second with several jobs in flight.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class PicturesInFlight implements Callable<Integer> {
    private static final ShapesWorld WORLD = new ShapesWorld(2024);

    @Option(names = "--in-flight", split = ",", description = "jobs, a line of the table each")
    List<Integer> inFlight = List.of(1, 4, 16);

    @Option(names = "--pictures", description = "of one run, a job each")
    int pictures = 48;

    @Option(names = "--repetitions", description = "runs for each line")
    int repetitions = 3;

    @Option(names = "--steps", description = "of each job")
    int steps = 20;

    @Option(names = "--model", paramLabel = "DIR", description = "the model's directory")
    Path model = Path.of("models/shapes");

    @Mixin
    FarmOptions farm = new FarmOptions();

    /** What one run of one line measured. */
    private record Run(double rows, double speed, double cpu) {}

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PicturesInFlight()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        try (FarmHome home = FarmHome.of(farm.distribution)) {
            home.serve(model);
            farm.measure(home, "pictures-in-flight", this::figures);
        }
        return 0;
    }

    String figures(FarmProcess process) throws IOException {
        try (var stream = new JobStream(process.kafka())) {
            var load = new Load(stream, this::job);
            load.inFlight(inFlight.getLast(), Math.min(pictures, inFlight.getLast()));
            stream.latencies();
            return String.format(
                    Locale.ROOT,
                    "Model `%s`, %d steps of its own sampler, guidance on, a caption and a seed for each job; median"
                            + " (least–most) of %d runs of %d pictures.%n%n%s%nPeak RSS of the server, without its Kafka"
                            + " and Postgres: %.2f GiB.%n",
                    name(),
                    steps,
                    repetitions,
                    pictures,
                    table(process, stream, load),
                    process.peakResidentBytes() / 0x1p30);
        }
    }

    private String table(FarmProcess process, JobStream stream, Load load) throws IOException {
        var table = new StringBuilder("| jobs in flight | rows a call | pictures/s | against the first | CPU-seconds a"
                + " picture | against the first |\n|---|---|---|---|---|---|\n");
        double speed = 0;
        double cpu = 0;
        for (int limit : inFlight) {
            Run[] runs = new Run[repetitions];
            for (int i = 0; i < repetitions; i++) {
                runs[i] = run(process, load, limit);
                stream.latencies();
            }
            Spread speeds = Spread.of(List.of(runs), Run::speed);
            Spread cpus = Spread.of(List.of(runs), Run::cpu);
            speed = speed == 0 ? speeds.median() : speed;
            cpu = cpu == 0 ? cpus.median() : cpu;
            table.append(String.format(
                    Locale.ROOT,
                    "| %d | %s | %s | %.2f× | %s | %.2f× |%n",
                    limit,
                    Spread.of(List.of(runs), Run::rows).text(1),
                    speeds.text(2),
                    speeds.median() / speed,
                    cpus.text(2),
                    cpus.median() / cpu));
        }
        return table.toString();
    }

    private Run run(FarmProcess process, Load load, int limit) throws IOException {
        JsonNode before = process.stats();
        FarmUse used = process.use();
        double seconds = load.inFlight(limit, pictures);
        JsonNode after = process.stats();
        double rows = difference(after, before, "rows") / difference(after, before, "calls");
        return new Run(rows, pictures / seconds, process.use().since(used).total() / pictures);
    }

    /** As the farm calls it: the directory's own name, as {@link FarmHome} links it. */
    private String name() {
        try {
            return String.valueOf(model.toRealPath().getFileName());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private String job(int index) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("model", name())
                .put("prompt", WORLD.example(index).description().caption())
                .put("steps", steps)
                .put("seed", index)
                .toString();
    }

    private static double difference(JsonNode after, JsonNode before, String name) {
        return after.path(name).asDouble() - before.path(name).asDouble();
    }
}
