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
        int refused = 0;
        try (FarmOptions.Reached reached = farm.running()) {
            for (String job : jobs(text())) {
                try {
                    Say.result(reached.client().submit(job));
                } catch (Complaint e) {
                    Say.line("calotype: " + e.getMessage());
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
                && lines.stream()
                        .allMatch(line ->
                                line.strip().startsWith("{") && line.strip().endsWith("}"));
        return oneEach ? lines : List.of(text);
    }
}
