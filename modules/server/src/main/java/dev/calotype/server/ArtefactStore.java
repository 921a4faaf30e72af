package dev.calotype.server;

import dev.calotype.jobs.Artefact;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Results, and pictures that clients sent, as files named by the SHA-256 of their content. What clients sent lies in the
 * folder {@code uploads}, and takes no more than a bound. Safe for any thread.
 */
public final class ArtefactStore {
    private static final String UPLOADS = "uploads";

    private final ContentFiles results;
    private final Uploads uploads;

    /** A store below a directory, which is made where it is missing, with no bound to what clients send. */
    public ArtefactStore(Path directory) throws IOException {
        this(directory, Long.MAX_VALUE);
    }

    /**
     * A store below a directory, which is made where it is missing.
     *
     * @param most bytes that all pictures together take that clients sent
     */
    public ArtefactStore(Path directory, long most) throws IOException {
        results = new ContentFiles(Files.createDirectories(directory));
        uploads = new Uploads(new ContentFiles(directory.resolve(UPLOADS)), most);
    }

    /** Stores a result durably and says where it is. */
    public Artefact put(int index, String mediaType, byte[] content) throws IOException {
        String digest = ContentFiles.digest(content);
        results.put(digest, mediaType, content);
        return artefact(index, mediaType, digest, content);
    }

    /**
     * Stores what a client sent, which jobs may name from then on; a file that is here takes no more room.
     *
     * @throws UploadsFull if there is no room for it
     */
    Artefact keep(String mediaType, byte[] content) throws IOException {
        String digest = ContentFiles.digest(content);
        if (find(digest).isEmpty()) {
            uploads.put(digest, mediaType, content);
        }
        return artefact(0, mediaType, digest, content);
    }

    /** The file with this digest; empty if there is none or it is no digest. */
    public Optional<Path> find(String digest) {
        return results.find(digest).or(() -> uploads.find(digest));
    }

    /** The media type that a file of this store was put with. */
    public String mediaType(Path file) throws IOException {
        return ContentFiles.mediaType(file);
    }

    private static Artefact artefact(int index, String mediaType, String digest, byte[] content) {
        return new Artefact(index, URI.create("/v1/artefacts/" + digest), mediaType, digest, content.length);
    }
}
