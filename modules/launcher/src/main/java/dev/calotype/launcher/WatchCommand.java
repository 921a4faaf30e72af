package dev.calotype.launcher;

import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobState;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Follows a job to its end. */
@Command(name = "watch", description = "Follows jobs to their end.", mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "jobs' ids")
    List<String> ids = List.of();

    @Mixin
    FarmOptions farm = new FarmOptions();

    @Override
    public Integer call() {
        try (FarmOptions.Reached reached = farm.running()) {
            ids.forEach(reached.client()::known);
            List<Job> jobs = new Following(reached.client()).toTheEnd(ids);
            jobs.forEach(job -> Say.result(Following.verdict(job)));
            return jobs.stream().allMatch(job -> job.state() instanceof JobState.Succeeded) ? 0 : 1;
        }
    }
}
