package dev.calotype.server;

import dev.calotype.jobs.Artefact;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Results as files, named by the SHA-256 of their content, each with its media type beside it. The same content is stored
 * once, with the type it had first. Safe for any thread.
 */
public final class ArtefactStore {
    private static final String UNKNOWN = "application/octet-stream";

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
            write(type(file), mediaType.getBytes(StandardCharsets.US_ASCII));
            write(file, content);
        }
        return new Artefact(index, URI.create("/v1/artefacts/" + digest), mediaType, digest, content.length);
    }

    /** The file with this digest; empty if there is none or it is no digest. */
    public Optional<Path> find(String digest) {
        boolean wellFormed = digest.matches("[0-9a-f]{64}");
        return Optional.of(digest).filter(found -> wellFormed).map(this::place).filter(Files::isRegularFile);
    }

    /** The media type that a file of this store was put with. */
    public String mediaType(Path file) throws IOException {
        Path type = type(file);
        return Files.isRegularFile(type) ? Files.readString(type, StandardCharsets.US_ASCII) : UNKNOWN;
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path part = Files.createTempFile(file.getParent(), "part-", "");
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content));
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path type(Path file) {
        return file.resolveSibling(file.getFileName() + ".type");
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
