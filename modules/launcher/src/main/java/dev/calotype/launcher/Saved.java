package dev.calotype.launcher;

import dev.calotype.jobs.Artefact;
import dev.calotype.jobs.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a job's pictures where the user wants them. */
final class Saved {
    private Saved() {}

    /** Saves as {@code DIR/<job id>-<n>.png}; gives the paths. */
    static List<Path> pictures(FarmClient client, String id, JobState.Succeeded succeeded, Path directory) {
        List<Path> paths = new ArrayList<>();
        try {
            Files.createDirectories(directory);
            for (Artefact artefact : succeeded.artefacts()) {
                Path path = directory.resolve(id + "-" + artefact.index() + ".png");
                Files.write(path, client.artefact(artefact.uri()));
                paths.add(path);
            }
            return paths;
        } catch (IOException e) {
            throw new Complaint("pictures cannot be written to " + directory + ": " + e);
        }
    }
}
