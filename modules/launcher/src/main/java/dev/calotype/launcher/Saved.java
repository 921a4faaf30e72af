package dev.calotype.launcher;

import dev.calotype.jobs.Artefact;
import dev.calotype.jobs.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a job's results where the user wants them. */
final class Saved {
    private Saved() {}

    /** Saves as {@code DIR/<job id>-<n>.<what it is>}; gives the paths. */
    static List<Path> results(FarmClient client, String id, JobState.Succeeded succeeded, Path directory) {
        List<Path> paths = new ArrayList<>();
        try {
            Files.createDirectories(directory);
            for (Artefact artefact : succeeded.artefacts()) {
                Path path = directory.resolve(id + "-" + artefact.index() + "." + extension(artefact.mediaType()));
                Files.write(path, client.artefact(artefact.uri()));
                paths.add(path);
            }
            return paths;
        } catch (IOException e) {
            throw new Complaint("results cannot be written to " + directory + ": " + e);
        }
    }

    /** The usual end of a file's name, which is the subtype's where it has no other. */
    static String extension(String mediaType) {
        String subtype = mediaType.substring(mediaType.indexOf('/') + 1).replaceFirst("\\+.*", "");
        return switch (subtype) {
            case "plain" -> "txt";
            case "jpeg" -> "jpg";
            case "octet-stream" -> "bin";
            default -> subtype.replaceFirst("^x-", "");
        };
    }
}
