package dev.calotype.registry;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What is known of a model that a user added: where it lies, and what its files were then.
 *
 * @param name as jobs ask for it
 * @param directory the model directory, the user's own or one laid out for a checkpoint of one file
 * @param owned whether the directory was made when the model was added, and goes with its record
 * @param family who loads it
 * @param added when
 * @param files what it is made of
 */
public record ModelRecord(
        String name, Path directory, boolean owned, String family, Instant added, List<RecordedFile> files) {
    /** Copies the files. */
    public ModelRecord {
        files = List.copyOf(files);
    }

    /** Bytes of all files. */
    public long bytes() {
        return files.stream().mapToLong(RecordedFile::bytes).sum();
    }
}
