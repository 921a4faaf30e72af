package dev.calotype.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a plugin may need beyond computing, as its manifest states it. A need is read off the classes that its code refers
 * to; what it reaches by reflection or through the farm's own classes is not seen.
 */
@SuppressWarnings("ImmutableEnumChecker") // the list is never changed
public enum Permission {
    /** Talks to other machines. */
    NETWORK(
            "java/net/Socket.",
            "java/net/ServerSocket.",
            "java/net/DatagramSocket.",
            "java/net/MulticastSocket.",
            "java/net/URLConnection.",
            "java/net/HttpURLConnection.",
            "java/net/URL.open",
            "java/net/http/",
            "java/nio/channels/SocketChannel.",
            "java/nio/channels/ServerSocketChannel.",
            "java/nio/channels/DatagramChannel.",
            "java/nio/channels/AsynchronousSocketChannel.",
            "javax/net/"),
    /** Reads or writes files; every model family needs it. */
    FILES(
            "java/io/FileInputStream.",
            "java/io/FileOutputStream.",
            "java/io/FileReader.",
            "java/io/FileWriter.",
            "java/io/RandomAccessFile.",
            "java/nio/file/Files.",
            "java/nio/channels/FileChannel.",
            "java/nio/channels/AsynchronousFileChannel."),
    /** Starts other programs. */
    PROCESSES("java/lang/ProcessBuilder.", "java/lang/Runtime.exec", "java/lang/ProcessHandle.");

    private final List<String> marks;

    Permission(String... marks) {
        this.marks = List.of(marks);
    }

    /** The name in a manifest. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Permission> of(String label) {
        return Arrays.stream(values())
                .filter(permission -> permission.label().equals(label))
                .findFirst();
    }

    /** Whether a reference such as {@code java/nio/file/Files.size} needs it. */
    boolean isNeededBy(String reference) {
        return marks.stream().anyMatch(reference::startsWith);
    }
}
