package dev.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the farm itself costs: jobs of a model that does nothing, from a Kafka record to the event of success. */
@Command(name = "no-op-jobs", mixinStandardHelpOptions = true)
public final class NoOpJobs implements Callable<Integer> {
    private static final Duration SHORT = Duration.ofMillis(1);

    @Option(names = "--jobs", description = "submitted at once, for the throughput")
    int jobs = 2000;

    @Option(names = "--rate", description = "jobs a second, for the latency")
    int rate = 50;

    @Option(names = "--seconds", description = "how long at that rate")
    int seconds = 10;

    @Option(names = "--distribution")
    Path distribution = Path.of("modules/launcher/target/distribution");

    @Option(names = "--readme")
    Path readme = Path.of("modules/benchmarks/README.md");

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new NoOpJobs()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING);
        Machine machine = Machine.here();
        Path folder = Files.createTempDirectory("calotype-bench");
        try (FarmProcess farm = FarmProcess.start(distribution, folder);
                var stream = new JobStream(farm.kafka())) {
            burst(stream, "warm", Math.min(jobs, 500));
            stream.latencies();
            double wall = burst(stream, "burst", jobs);
            Spread burst = stream.latencies();
            paced(stream);
            Spread paced = stream.latencies();
            String table = String.format(
                    Locale.ROOT,
                    "| load | jobs | jobs/s | p50, ms | p99, ms | most, ms |%n|---|---|---|---|---|---|%n"
                            + "| all at once | %,d | %.0f | %.0f | %.0f | %.0f |%n"
                            + "| %d a second | %,d | %d | %.0f | %.0f | %.0f |%n%n%s",
                    jobs,
                    jobs / wall,
                    1e3 * burst.percentile(50),
                    1e3 * burst.percentile(99),
                    1e3 * burst.most(),
                    rate,
                    rate * seconds,
                    rate,
                    1e3 * paced.percentile(50),
                    1e3 * paced.percentile(99),
                    1e3 * paced.most(),
                    machine.sentence());
            System.out.println(table);
            new ReadmeSection(readme, "no-op-jobs").replace(table);
        }
        return 0;
    }

    private static double burst(JobStream stream, String name, int count) {
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            submit(stream, name + "-" + i);
        }
        int left = count;
        while (left > 0) {
            left = stream.take(SHORT);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private void paced(JobStream stream) {
        long begun = System.nanoTime();
        int count = rate * seconds;
        int sent = 0;
        int left = 1;
        while (sent < count || left > 0) {
            long due = (System.nanoTime() - begun) * rate / TimeUnit.SECONDS.toNanos(1);
            for (; sent < Math.min(count, due); sent++) {
                submit(stream, "paced-" + sent);
            }
            left = stream.take(SHORT);
        }
    }

    private static void submit(JobStream stream, String id) {
        stream.submit(id, "{\"model\":\"no-op\",\"prompt\":\"nothing\"}");
    }
}
