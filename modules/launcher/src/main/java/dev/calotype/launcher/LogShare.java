package dev.calotype.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How much of what one plugin says has gone into the log in this minute. Safe for any thread. */
final class LogShare {
    static final int LINES = 200;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final String plugin;
    private Instant end = Instant.MIN;
    private int written;
    private long leftOut;

    LogShare(String plugin) {
        this.plugin = plugin;
    }

    /**
     * What becomes of one line more.
     *
     * @param written whether it goes into the log
     * @param notices what is said about the plugin before it
     */
    record Verdict(boolean written, List<String> notices) {}

    /** Judges one line more. */
    synchronized Verdict judge(Instant now) {
        List<String> notices = new ArrayList<>();
        if (now.isAfter(end)) {
            if (leftOut > 0) {
                notices.add("plugin " + plugin + " flooded the log: " + leftOut + " lines of it were left out");
            }
            end = now.plus(WINDOW);
            written = 0;
            leftOut = 0;
        }
        if (written++ < LINES) {
            return new Verdict(true, notices);
        }
        if (leftOut++ == 0) {
            notices.add("plugin " + plugin + " floods the log: of each minute " + LINES
                    + " lines are written, the rest is left out; replace it, or 'calotype plugins disable' it");
        }
        return new Verdict(false, notices);
    }

    synchronized boolean isOver(Instant now) {
        return now.isAfter(end) && leftOut == 0;
    }
}
