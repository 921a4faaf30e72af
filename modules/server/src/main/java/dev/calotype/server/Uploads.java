package dev.calotype.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pictures that clients sent, in a folder that takes no more than a bound; every file counts whole blocks of a disk. The
 * folder is counted at the first one and again before one is refused, so room that was made there is found; between, a
 * node that shares the folder knows of its own alone. Safe for any thread.
 */
final class Uploads {
    private static final long BLOCK = 4096;
    private static final long UNCOUNTED = -1;

    private final ContentFiles files;
    private final long most;
    private long taken = UNCOUNTED;

    /**
     * A folder of files.
     *
     * @param most bytes that they may take together
     */
    Uploads(ContentFiles files, long most) {
        this.files = files;
        this.most = most;
    }

    /** Stores bytes durably under their digest. */
    void put(String digest, String mediaType, byte[] content) throws IOException {
        reserve(content.length);
        files.put(digest, mediaType, content);
    }

    /** The file with this digest; empty if there is none or it is no digest. */
    Optional<Path> find(String digest) {
        return files.find(digest);
    }

    private synchronized void reserve(long bytes) throws IOException {
        // The file that says of which type it is takes a block.
        long needed = blocks(bytes) + BLOCK;
        if (taken == UNCOUNTED || needed > most - taken) {
            taken = counted();
        }
        if (needed > most - taken) {
            throw new UploadsFull(needed, taken, most);
        }
        taken += needed;
    }

    private long counted() throws IOException {
        if (!Files.isDirectory(files.directory())) {
            return 0;
        }
        try (Stream<Path> found = Files.walk(files.directory())) {
            return found.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(file -> blocks(file.length()))
                    .sum();
        }
    }

    private static long blocks(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }
}
