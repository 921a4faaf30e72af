package dev.calotype.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Submits jobs and prints their ids. */
@Command(name = "submit", description = "Submits jobs and prints their ids.", mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JOB.json", description = "one JSON job, or one a line; - reads standard input")
    String source = "";

    @Mixin
    FarmOptions farm = new FarmOptions();

    @Override
    public Integer call() throws IOException {
        List<String> jobs = jobs(text());
        int refused = 0;
        try (FarmOptions.Reached reached = farm.running()) {
            for (int i = 0; i < jobs.size(); i++) {
                try {
                    Say.result(reached.client().submit(jobs.get(i)));
                } catch (Complaint e) {
                    String which = jobs.size() == 1 ? "" : "job " + (i + 1) + " of " + jobs.size() + ": ";
                    Say.line("calotype: " + which + e.getMessage());
                    refused++;
                }
            }
        }
        return refused == 0 ? 0 : 1;
    }

    private String text() throws IOException {
        if (source.equals("-")) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!Files.isRegularFile(Path.of(source))) {
            throw new Complaint("there is no file '" + source + "' to read jobs from");
        }
        return Files.readString(Path.of(source));
    }

    /** One job that may span lines, or one job on each line. */
    private static List<String> jobs(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        boolean oneEach = lines.size() > 1
                && lines.getFirst().strip().startsWith("{")
                && lines.getFirst().strip().endsWith("}");
        return oneEach ? lines : List.of(text);
    }
}
