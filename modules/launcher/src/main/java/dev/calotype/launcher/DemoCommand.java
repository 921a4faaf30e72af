package dev.calotype.launcher;

import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Renders a gallery: many prompts, samplers, step counts and seeds in flight together. */
@Command(name = "demo", description = "Renders a gallery on a farm of its own.", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    FarmOptions farm = new FarmOptions();

    @Option(names = "--out", paramLabel = "DIR", description = "where the pictures go (./gallery)")
    Path out = Path.of("gallery");

    @Override
    public Integer call() {
        try (FarmOptions.Reached reached = farm.runningOrStarted()) {
            FarmClient client = reached.client();
            FarmClient.Figures before = client.figures();
            long begun = System.nanoTime();
            List<String> ids = Gallery.JOBS.stream().map(client::submit).toList();
            List<Job> jobs = new Following(client).toTheEnd(ids);
            double seconds = (System.nanoTime() - begun) / 1e9;
            List<Path> pictures = new ArrayList<>();
            for (Job job : jobs) {
                if (job.state() instanceof JobState.Succeeded succeeded) {
                    pictures.addAll(Saved.results(client, job.id(), succeeded, out));
                } else {
                    Say.line(Following.verdict(job));
                }
            }
            Path sheet = ContactSheet.write(jobs, pictures, out.resolve("contact-sheet.png"));
            Say.result(table(jobs.size(), pictures.size(), client.figures().since(before), seconds));
            pictures.forEach(path -> Say.result(path.toString()));
            Say.result(sheet.toString());
            return jobs.stream().allMatch(job -> job.state() instanceof JobState.Succeeded) ? 0 : 1;
        }
    }

    private static String table(int jobs, int pictures, FarmClient.Figures figures, double seconds) {
        return String.format(
                Locale.ROOT,
                "%n  jobs               %8d%n  pictures           %8d%n  evaluations        %8d%n"
                        + "  network calls      %8d%n  mean rows a call   %8.1f%n  device-seconds     %8.1f%n"
                        + "  wall time, seconds %8.1f%n",
                jobs,
                pictures,
                figures.evaluations(),
                figures.calls(),
                figures.rows() / (double) Math.max(1, figures.calls()),
                figures.deviceSeconds(),
                seconds);
    }
}
