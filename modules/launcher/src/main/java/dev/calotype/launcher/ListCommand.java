package dev.calotype.launcher;

import dev.calotype.jobs.Job;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the newest jobs. */
@Command(name = "list", description = "Lists the newest jobs.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private static final int PROMPT = 60;

    @Option(names = "--limit", paramLabel = "N", description = "how many (20)")
    int limit = 20;

    @Mixin
    FarmOptions farm = new FarmOptions();

    @Override
    public Integer call() {
        try (FarmOptions.Reached reached = farm.running()) {
            reached.client().list(limit).forEach(job -> Say.result(line(job)));
            return 0;
        }
    }

    private static String line(Job job) {
        String prompt = job.spec().prompt();
        return String.format(
                Locale.ROOT,
                "%-26s  %-9s  %-10s  %s",
                job.id(),
                job.state().phase().label(),
                job.spec().model(),
                prompt.length() <= PROMPT ? prompt : prompt.substring(0, PROMPT - 1) + "…");
    }
}
