package dev.calotype.server;

import dev.calotype.jobs.Artefact;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Results as files, named by the SHA-256 of their content. The same content is stored once. Safe for any thread. */
public final class ArtefactStore {
    private final Path directory;

    /** A store below a directory, which is made where it is missing. */
    public ArtefactStore(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** Stores bytes durably and says where they are. */
    public Artefact put(int index, String mediaType, byte[] content) throws IOException {
        String digest = digest(content);
        Path file = place(digest);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), "part-", "");
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.write(java.nio.ByteBuffer.wrap(content));
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Artefact(index, URI.create("/v1/artefacts/" + digest), mediaType, digest, content.length);
    }

    /** The file with this digest; empty if there is none or it is no digest. */
    public Optional<Path> find(String digest) {
        boolean wellFormed = digest.matches("[0-9a-f]{64}");
        return Optional.of(digest).filter(found -> wellFormed).map(this::place).filter(Files::isRegularFile);
    }

    private Path place(String digest) {
        return directory.resolve(digest.substring(0, 2)).resolve(digest);
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
