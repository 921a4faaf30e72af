package dev.calotype.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What batching across jobs gives: rows a network call and pictures a second with several jobs in flight. */
@Command(name = "pictures-in-flight", mixinStandardHelpOptions = true)
public final class PicturesInFlight implements Callable<Integer> {
    @Option(names = "--in-flight", split = ",")
    List<Integer> inFlight = List.of(1, 4, 16);

    @Option(names = "--pictures", description = "for each line")
    int pictures = 48;

    @Option(names = "--repetitions")
    int repetitions = 3;

    @Option(names = "--model")
    String model = "shapes";

    @Option(names = "--distribution")
    Path distribution = Path.of("modules/launcher/target/distribution");

    @Option(names = "--readme")
    Path readme = Path.of("modules/benchmarks/README.md");

    private int next;

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PicturesInFlight()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING);
        Machine machine = Machine.here();
        Path folder = Files.createTempDirectory("calotype-bench");
        try (FarmProcess farm = FarmProcess.start(distribution, folder);
                var stream = new JobStream(farm.kafka())) {
            draw(stream, 4, 8);
            var table = new StringBuilder(String.format(
                    Locale.ROOT,
                    "Model `%s`, 20 steps of `dpm++2m`, guidance on; median (least–most) of %d runs of %d pictures.%n%n",
                    model,
                    repetitions,
                    pictures));
            table.append("| jobs in flight | rows a call | pictures/s | against one |\n|---|---|---|---|\n");
            double base = 0;
            for (int jobs : inFlight) {
                JsonNode before = stats(farm);
                double[] speeds = new double[repetitions];
                for (int i = 0; i < repetitions; i++) {
                    speeds[i] = pictures / draw(stream, jobs, pictures);
                }
                JsonNode after = stats(farm);
                Spread speed = new Spread(speeds);
                base = base == 0 ? speed.median() : base;
                table.append(String.format(
                        Locale.ROOT,
                        "| %d | %.1f | %s | %.2f× |%n",
                        jobs,
                        difference(after, before, "rows") / difference(after, before, "calls"),
                        speed.text(2),
                        speed.median() / base));
            }
            table.append("\n").append(machine.sentence());
            System.out.println(table);
            new ReadmeSection(readme, "pictures-in-flight").replace(table.toString());
        }
        return 0;
    }

    /** Keeps so many jobs in flight until the pictures are drawn; gives the seconds. */
    private double draw(JobStream stream, int jobs, int count) {
        long begun = System.nanoTime();
        int sent = 0;
        int left = 0;
        while (sent < count || left > 0) {
            for (; sent < count && left < jobs; sent++, left++) {
                String id = "picture-" + next++;
                stream.submit(
                        id,
                        "{\"model\":\"" + model + "\",\"prompt\":\"a red circle at the top\",\"steps\":20,\"seed\":"
                                + sent + "}");
            }
            left = stream.take(Duration.ofMillis(1));
        }
        stream.latencies();
        return (System.nanoTime() - begun) / 1e9;
    }

    private static JsonNode stats(FarmProcess farm) throws IOException {
        try (InputStream in = URI.create(farm.url() + "/v1/stats").toURL().openStream()) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static double difference(JsonNode after, JsonNode before, String name) {
        return after.path(name).asDouble() - before.path(name).asDouble();
    }
}
