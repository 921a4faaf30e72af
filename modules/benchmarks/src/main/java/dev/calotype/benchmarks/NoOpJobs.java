package dev.calotype.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.DoubleStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the farm itself costs: jobs of a model that does nothing, from a Kafka record to the event of success. */
@Command(
        name = "NoOpJobs",
        description = "Measures jobs a second and the time from submission to the event of success.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class NoOpJobs implements Callable<Integer> {
    private static final int WARM_UPS = 500;

    @Option(names = "--jobs", description = "submitted at once, for the throughput")
    int jobs = 2000;

    @Option(names = "--repetitions", description = "of the burst")
    int repetitions = 5;

    @Option(names = "--rates", split = ",", description = "jobs a second, for the latency")
    List<Integer> rates = List.of(10, 50, 200);

    @Option(names = "--seconds", description = "how long at each rate")
    int seconds = 10;

    @Mixin
    FarmOptions farm = new FarmOptions();

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new NoOpJobs()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING);
        Machine machine = Machine.here();
        try (FarmHome home = FarmHome.of(farm.distribution);
                FarmProcess process = FarmProcess.start(home);
                var stream = new JobStream(process.kafka())) {
            var load = new Load(stream, i -> "{\"model\":\"no-op\",\"prompt\":\"nothing\"}");
            load.burst(Math.min(jobs, WARM_UPS));
            stream.latencies();
            String text =
                    bursts(process, stream, load) + "\n" + paces(process, stream, load) + "\n" + machine.sentence();
            System.out.println(text);
            new ReadmeSection(farm.readme, "no-op-jobs").replace(text);
        }
        return 0;
    }

    private String bursts(FarmProcess process, JobStream stream, Load load) throws IOException {
        double[] speeds = new double[repetitions];
        double[] servers = new double[repetitions];
        double[] databases = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            FarmUse before = process.use();
            speeds[i] = jobs / load.burst(jobs);
            FarmUse used = process.use().since(before);
            servers[i] = used.server() / jobs;
            databases[i] = used.postgres() / jobs;
            stream.latencies();
        }
        return String.format(
                Locale.ROOT,
                "Throughput: %,d jobs submitted at once; median (least–most) of %d times after one to warm up.%n%n"
                        + "| jobs/s | CPU-ms a job, server | CPU-ms a job, Postgres |%n|---|---|---|%n| %s | %s | %s |%n",
                jobs,
                repetitions,
                new Spread(speeds).text(0),
                milliseconds(servers).text(2),
                milliseconds(databases).text(2));
    }

    private String paces(FarmProcess process, JobStream stream, Load load) throws IOException {
        var table = new StringBuilder("""
                Latency, from when a job was due to be submitted until its event arrived.

                | jobs/s | jobs | p50, ms | p99, ms | most, ms | p50 against the first | CPU-ms a job |
                |---|---|---|---|---|---|---|
                """);
        double base = 0;
        for (int rate : rates) {
            FarmUse before = process.use();
            load.paced(rate, rate * seconds);
            FarmUse used = process.use().since(before);
            Spread latency = stream.latencies();
            base = base == 0 ? latency.median() : base;
            table.append(String.format(
                    Locale.ROOT,
                    "| %d | %,d | %.0f | %.0f | %.0f | %.2f× | %.2f |%n",
                    rate,
                    latency.count(),
                    1e3 * latency.median(),
                    1e3 * latency.percentile(99),
                    1e3 * latency.most(),
                    latency.median() / base,
                    1e3 * used.total() / latency.count()));
        }
        return table.toString();
    }

    private static Spread milliseconds(double... seconds) {
        return new Spread(DoubleStream.of(seconds).map(each -> 1e3 * each).toArray());
    }
}
