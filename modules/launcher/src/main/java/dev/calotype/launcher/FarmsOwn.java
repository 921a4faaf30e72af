package dev.calotype.launcher;

import dev.calotype.registry.CallingPlugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A terminal's stream that is the farm's alone: what plugins print goes to the log, line by line. Used below one
 * {@link PrintStream}, which lets one thread in at a time.
 */
final class FarmsOwn extends OutputStream {
    private static final int LONGEST = 4096;
    private static final Logger PRINTED = Logger.getLogger("dev.calotype.plugin.printed");

    private final PrintStream terminal;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private FarmsOwn(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** Makes both of the process's streams the farm's own. */
    static void divide() {
        System.setOut(divided(System.out));
        System.setErr(divided(System.err));
    }

    private static PrintStream divided(PrintStream terminal) {
        return new PrintStream(new FarmsOwn(terminal), true, terminal.charset());
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        Optional<String> plugin = CallingPlugin.find();
        if (plugin.isEmpty()) {
            terminal.write(bytes, from, count);
        } else {
            for (int i = from; i < from + count; i++) {
                take(bytes[i]);
            }
        }
    }

    private void take(byte one) {
        if (one != '\n') {
            line.write(one);
        }
        if (one == '\n' || line.size() == LONGEST) {
            PRINTED.log(Level.INFO, line.toString(terminal.charset()));
            line.reset();
        }
    }

    @Override
    public void flush() {
        terminal.flush();
    }
}
