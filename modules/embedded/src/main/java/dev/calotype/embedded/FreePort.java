package dev.calotype.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ports on loopback. A server keeps its port over restarts, so that whoever was connected finds it again. */
final class FreePort {
    private static final int NONE = 0;
    private static final int LAST = 65_535;

    private FreePort() {}

    static int any() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The port written in a file if it is one and free, else another one, which is written there. */
    static int remembered(Path file) throws IOException {
        int written = Files.exists(file) ? parsed(Files.readString(file).strip()) : NONE;
        if (written != NONE && isFree(written)) {
            return written;
        }
        int port = any();
        Files.writeString(file, port + "\n");
        return port;
    }

    /** A kill in the middle of writing leaves a file with less than a port. */
    private static int parsed(String text) {
        return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= LAST ? Integer.parseInt(text) : NONE;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
