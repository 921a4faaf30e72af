package dev.calotype.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
    int jobs = 1000;

    @Option(names = "--repetitions", description = "of the burst")
    int repetitions = 5;

    @Option(names = "--rates", split = ",", description = "jobs a second, for the latency")
    List<Integer> rates = List.of(10, 50, 100);

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
        try (FarmHome home = FarmHome.of(farm.distribution)) {
            farm.measure(home, "no-op-jobs", this::figures);
        }
        return 0;
    }

    String figures(FarmProcess process) throws IOException {
        try (var stream = new JobStream(process.kafka())) {
            var load = new Load(stream, i -> "{\"model\":\"no-op\",\"prompt\":\"nothing\"}");
            load.burst(Math.min(jobs, WARM_UPS));
            stream.latencies();
            return bursts(process, stream, load) + "\n" + paces(process, stream, load);
        }
    }

    private String bursts(FarmProcess process, JobStream stream, Load load) throws IOException {
        var speeds = new ArrayList<Double>();
        var uses = new ArrayList<FarmUse>();
        for (int i = 0; i < repetitions; i++) {
            FarmUse before = process.use();
            speeds.add(jobs / load.burst(jobs));
            uses.add(process.use().since(before));
            stream.latencies();
        }
        return String.format(
                Locale.ROOT,
                """
                Throughput: %,d jobs submitted at once; median (least–most) of %d times after one to warm up.

                | jobs/s | CPU-ms a job, server | CPU-ms a job, Kafka | CPU-ms a job, Postgres |
                |---|---|---|---|
                | %s | %s | %s | %s |
                """,
                jobs,
                repetitions,
                Spread.of(speeds, Double::doubleValue).text(0),
                Spread.of(uses, use -> 1e3 * use.server() / jobs).text(2),
                Spread.of(uses, use -> 1e3 * use.kafka() / jobs).text(2),
                Spread.of(uses, use -> 1e3 * use.postgres() / jobs).text(2));
    }

    private String paces(FarmProcess process, JobStream stream, Load load) throws IOException {
        var table = new StringBuilder("""
                Latency, from when a job was due to be submitted until its event arrived, and all processor time of the farm.

                | jobs/s | jobs | p50, ms | p99, ms | most, ms | p50 against the first | CPU-ms a second |
                |---|---|---|---|---|---|---|
                """);
        table.append(String.format(Locale.ROOT, "| none | 0 | | | | | %.0f |%n", atRest(process)));
        double base = 0;
        for (int rate : rates) {
            FarmUse before = process.use();
            double wall = load.paced(rate, rate * seconds);
            FarmUse used = process.use().since(before);
            Spread latency = stream.latencies();
            base = base == 0 ? latency.median() : base;
            table.append(String.format(
                    Locale.ROOT,
                    "| %d | %,d | %.0f | %.0f | %.0f | %.2f× | %.0f |%n",
                    rate,
                    latency.count(),
                    1e3 * latency.median(),
                    1e3 * latency.percentile(99),
                    1e3 * latency.most(),
                    latency.median() / base,
                    1e3 * used.total() / wall));
        }
        return table.toString();
    }

    /** Processor milliseconds a second of a farm that has nothing to do. */
    private double atRest(FarmProcess process) throws IOException {
        FarmUse before = process.use();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        return 1e3 * process.use().since(before).total() / seconds;
    }
}
