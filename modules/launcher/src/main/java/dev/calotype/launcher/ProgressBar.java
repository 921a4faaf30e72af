package dev.calotype.launcher;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Shows how far something is: one line drawn over on a terminal, a line every few seconds elsewhere. */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final long PLAIN_NANOS = 2_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private long begun = System.nanoTime();
    private long last = Long.MIN_VALUE;
    private int lastDone = -1;
    private int doneBefore = -1;
    private int highest;

    ProgressBar(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A bar on standard error. */
    static ProgressBar usual() {
        Console console = System.console();
        return new ProgressBar(System.err, console != null && console.isTerminal());
    }

    /** Shows {@code done} of {@code total} steps and what else there is to say; fewer than before is a new beginning. */
    void show(int done, int total, String note) {
        long now = System.nanoTime();
        if (doneBefore < 0 || done < highest) {
            doneBefore = done;
            begun = now;
        }
        highest = done;
        if (terminal) {
            out.print("\r" + line(done, total, note, now) + "\u001b[K");
            out.flush();
        } else if (done != lastDone && (last == Long.MIN_VALUE || now - last > PLAIN_NANOS || done == total)) {
            out.println(line(done, total, note, now));
            last = now;
            lastDone = done;
        }
    }

    /** Leaves the line as it is. */
    void close() {
        if (terminal) {
            out.println();
        }
    }

    private String line(int done, int total, String note, long now) {
        double seconds = (now - begun) / 1e9;
        double rate = (done - doneBefore) / Math.max(seconds, 1e-9);
        int filled = total == 0 ? 0 : Math.min(WIDTH, WIDTH * done / total);
        String bar = terminal ? "█".repeat(filled) + "░".repeat(WIDTH - filled) + " " : "";
        String left = rate == 0 || done >= total ? "" : "  ETA " + clock((total - done) / rate);
        return String.format(Locale.ROOT, "%s%d/%d steps  %.1f it/s%s  %s", bar, done, total, rate, left, note);
    }

    private static String clock(double seconds) {
        Duration left = Duration.ofSeconds(Math.round(seconds));
        return String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
    }
}
