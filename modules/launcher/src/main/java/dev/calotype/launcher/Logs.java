package dev.calotype.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends everything that is logged, and what plugins print, to files, so that the terminal stays the user's. */
final class Logs {
    private Logs() {}

    /** Leaves only what is serious on the terminal, for commands that run no farm. */
    static void quiet() {
        Logger.getLogger("").setLevel(Level.SEVERE);
    }

    static void to(Path file) {
        Logger root = Logger.getLogger("");
        try {
            var handler = new FarmLog(file, InstantSource.system());
            for (Handler old : root.getHandlers()) {
                root.removeHandler(old);
            }
            root.addHandler(handler);
            root.setLevel(Level.INFO);
            Logger.getLogger("org.apache.kafka").setLevel(Level.WARNING);
            FarmsOwn.divide();
        } catch (IOException e) {
            throw new Complaint("the log " + file + " cannot be written: " + e.getMessage());
        }
    }
}
