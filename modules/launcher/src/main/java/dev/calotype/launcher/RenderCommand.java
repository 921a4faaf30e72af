package dev.calotype.launcher;

import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Renders pictures of one prompt. */
@Command(name = "render", description = "Renders pictures of a prompt.", mixinStandardHelpOptions = true)
final class RenderCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROMPT", description = "what the picture shows")
    String prompt = "";

    @Mixin
    JobOptions job = new JobOptions();

    @Mixin
    FarmOptions farm = new FarmOptions();

    @Option(names = "--out", paramLabel = "DIR", description = "where the pictures go (.)")
    Path out = Path.of(".");

    @Override
    public Integer call() {
        try (FarmOptions.Reached reached = farm.runningOrStarted()) {
            String id = reached.client().submit(job.json(prompt, reached.client()));
            Job ended = new Following(reached.client()).toTheEnd(List.of(id)).getFirst();
            ended.notices().forEach(Say::line);
            if (ended.state() instanceof JobState.Succeeded succeeded) {
                Saved.results(reached.client(), id, succeeded, out).forEach(path -> Say.result(path.toString()));
                return 0;
            }
            Say.line(Following.verdict(ended));
            return 1;
        }
    }
}
