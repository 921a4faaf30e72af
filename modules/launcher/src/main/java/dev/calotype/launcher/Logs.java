package dev.calotype.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends everything that is logged to a file, so that the terminal stays the user's. */
final class Logs {
    private static final int LARGEST = 8 << 20;

    private Logs() {}

    /** Leaves only what is serious on the terminal, for commands that run no farm. */
    static void quiet() {
        Logger.getLogger("").setLevel(Level.SEVERE);
    }

    static void to(Path file) {
        Logger root = Logger.getLogger("");
        try {
            var handler = new FileHandler(file.toString(), LARGEST, 2, true);
            handler.setFormatter(new SimpleFormatter());
            for (Handler old : root.getHandlers()) {
                root.removeHandler(old);
            }
            root.addHandler(handler);
            root.setLevel(Level.INFO);
            Logger.getLogger("org.apache.kafka").setLevel(Level.WARNING);
        } catch (IOException e) {
            throw new Complaint("the log " + file + " cannot be written: " + e.getMessage());
        }
    }
}
