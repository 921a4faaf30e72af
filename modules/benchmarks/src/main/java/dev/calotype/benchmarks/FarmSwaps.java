package dev.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The same as {@link PluginSwaps} through a whole farm: jobs from Kafka, a jar in the plugin directory. */
@Command(
        name = "FarmSwaps",
        description = "Replaces a jar in a farm's plugin directory over and over while jobs from Kafka are in flight.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class FarmSwaps implements Callable<Integer> {
    private static final int PARTS = 10;

    @Option(names = "--swaps", description = "each as soon as the farm tells of the one before")
    int swaps = 1000;

    @Option(names = "--in-flight", description = "jobs at any time")
    int inFlight = 16;

    @Option(names = "--steps", description = "of each job")
    int steps = 40;

    @Option(names = "--seconds", description = "without swaps, to compare with: a part after each part of the swaps")
    int seconds = 80;

    @Mixin
    FarmOptions farm = new FarmOptions();

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FarmSwaps()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        try (FarmHome home = FarmHome.of(farm.distribution)) {
            Path model = home.serve(RingFamily.plugin());
            Path inbox = home.allowUnsigned();
            farm.measure(home, "farm-swaps", process -> figures(process, inbox, model.resolve(StepTimes.FILE)));
        }
        return 0;
    }

    /**
     * Measures a farm that serves {@link RingModel}.
     *
     * @param inbox its plugin directory
     * @param times where the model keeps the times of its calls
     */
    String figures(FarmProcess process, Path inbox, Path times) throws IOException {
        var watch = new SwapWatch();
        try (var jobs = new SwapJobs(process, watch, inFlight, steps)) {
            var run = new FarmSwapsRun(process, inbox, times, watch, jobs);
            run.begin(Duration.ofSeconds(seconds / 4));
            int parts = Math.min(PARTS, swaps);
            for (int part = 0; part < parts; part++) {
                run.part(
                        part * swaps / parts,
                        (part + 1) * swaps / parts,
                        Duration.ofSeconds(seconds).dividedBy(parts));
            }
            jobs.drain();
            return sentences(watch, jobs, run)
                    + "\n" + SwapTables.steps("up to " + inFlight + " jobs", run.still(), run.swapping())
                    + "\n" + run.memory()
                    + "\n" + soon(watch, jobs);
        }
    }

    private String sentences(SwapWatch watch, SwapJobs jobs, FarmSwapsRun run) throws IOException {
        List<SwapJob> ended = jobs.ended();
        return String.format(
                Locale.ROOT,
                """
                %,d swaps in %d s of a farm with embedded Kafka and Postgres, while %d jobs of %d steps from Kafka were in flight at all \
                times, half of them by the sampler that was swapped: %,d jobs, %d failed, %d drawn by another version than they \
                are recorded with, %d with a version that was not current between their start and their end, %d whose points are not \
                where the model's are. %,d of %,d versions had jobs, and %,d jobs ended on a version that had been replaced meanwhile. \
                %,d old loaders collected, %d left, %d reported as leaking.
                """,
                swaps,
                run.wall().toSeconds(),
                inFlight,
                steps,
                ended.size(),
                jobs.failed().size(),
                count(ended, SwapJob::isMixed),
                count(ended, job -> job.version() > 0 && !watch.isOfItsTime(job)),
                count(ended, SwapJob::isOff),
                ended.stream()
                        .mapToInt(SwapJob::version)
                        .filter(version -> version > 0)
                        .distinct()
                        .count(),
                swaps + 1,
                count(ended, job -> job.version() > 0 && watch.isOutlived(job)),
                watch.collected(),
                run.left(),
                watch.leaking());
    }

    private static String soon(SwapWatch watch, SwapJobs jobs) {
        return "From the jar in the plugin directory until its version was current: "
                + watch.toCurrent().text(2)
                + " s, of which 0.5 s are the rest that files must keep; until the first job that it"
                + " planned had ended, with that job's own time: "
                + watch.toFirstJob(jobs.ended()).text(2) + " s.\n";
    }

    private static long count(List<SwapJob> jobs, Predicate<SwapJob> which) {
        return jobs.stream().filter(which).count();
    }
}
