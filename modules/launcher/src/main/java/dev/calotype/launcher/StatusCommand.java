package dev.calotype.launcher;

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
            Say.result(new JobDocument().writeIndented(reached.client().known(id)));
            return 0;
        }
    }
}
