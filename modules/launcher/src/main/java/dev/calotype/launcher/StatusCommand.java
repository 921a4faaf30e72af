package dev.calotype.launcher;

import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobDocument;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a job as JSON. */
@Command(name = "status", description = "Shows a job and where it stands, as JSON.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "the job's id")
    String id = "";

    @Mixin
    FarmOptions farm = new FarmOptions();

    @Override
    public Integer call() {
        try (FarmOptions.Reached reached = farm.running()) {
            Job job = reached.client().find(id).orElseThrow(() -> new Complaint("there is no job '" + id + "'"));
            Say.result(new JobDocument().writeIndented(job));
            return 0;
        }
    }
}
