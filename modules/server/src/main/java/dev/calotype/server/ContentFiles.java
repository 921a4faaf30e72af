package dev.calotype.server;

import java.io.IOException;
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
 * Files in a folder, named by the SHA-256 of their content, each with its media type beside it. The same content is stored
 * once, with the type it had first. Safe for any thread.
 */
record ContentFiles(Path directory) {
    private static final String UNKNOWN = "application/octet-stream";

    /** The name of a content. */
    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Stores bytes durably under their digest. */
    void put(String digest, String mediaType, byte[] content) throws IOException {
        Path file = place(digest);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            write(type(file), mediaType.getBytes(StandardCharsets.US_ASCII));
            write(file, content);
        }
    }

    /** The file with this digest; empty if there is none or it is no digest. */
    Optional<Path> find(String digest) {
        boolean wellFormed = digest.matches("[0-9a-f]{64}");
        return Optional.of(digest).filter(found -> wellFormed).map(this::place).filter(Files::isRegularFile);
    }

    /** The media type that a file was put with. */
    static String mediaType(Path file) throws IOException {
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
}
