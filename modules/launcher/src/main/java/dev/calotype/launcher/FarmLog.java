package dev.calotype.launcher;

import dev.calotype.registry.CallingPlugin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * The log of a process: two files of bounded size, and of each plugin so many lines a minute, so that one that floods neither
 * fills the disk, nor pushes out what others said, nor keeps them waiting for the file. Safe for any thread.
 */
final class FarmLog extends Handler {
    static final int LARGEST = 8 << 20;
    static final int FILES = 2;

    private final FileHandler files;
    private final InstantSource clock;
    private final Map<String, LogShare> shares = new ConcurrentHashMap<>();

    /** Goes on with what lies there; the newest lines are in the file with {@code .0} after its name. */
    FarmLog(Path file, InstantSource clock) throws IOException {
        this.clock = clock;
        files = new FileHandler(file.toString(), LARGEST, FILES, true);
        files.setFormatter(new Lines());
    }

    /** One record as text of bounded length. */
    private static final class Lines extends SimpleFormatter {
        private static final int LONGEST = 4096;

        @Override
        public String format(LogRecord said) {
            String text = super.format(said);
            return text.length() <= LONGEST
                    ? text
                    : text.substring(0, LONGEST) + "… (cut; " + text.length() + " characters)" + System.lineSeparator();
        }
    }

    @Override
    public void publish(LogRecord said) {
        Optional<String> plugin = CallingPlugin.find();
        if (plugin.isEmpty()) {
            files.publish(said);
            return;
        }
        LogShare.Verdict verdict = share(plugin.get()).judge(clock.instant());
        verdict.notices().forEach(notice -> files.publish(new LogRecord(Level.WARNING, notice)));
        if (verdict.written()) {
            files.publish(said);
        }
    }

    /** A new plugin takes the place of those that have not said anything for a while. */
    private LogShare share(String plugin) {
        if (!shares.containsKey(plugin)) {
            shares.values().removeIf(share -> share.isOver(clock.instant()));
        }
        return shares.computeIfAbsent(plugin, LogShare::new);
    }

    @Override
    public void flush() {
        files.flush();
    }

    @Override
    public void close() {
        files.close();
    }
}
