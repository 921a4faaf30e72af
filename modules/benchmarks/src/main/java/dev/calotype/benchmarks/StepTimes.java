package dev.calotype.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/** Nanoseconds from one network call to the next, kept in a file for another process to read. For one thread. */
final class StepTimes {
    static final String FILE = "steps.bin";
    private static final int BLOCK = 16;

    private final Path file;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK * Long.BYTES);
    private long last = System.nanoTime();

    StepTimes(Path file) {
        this.file = file;
    }

    /** A call begins. */
    void mark() {
        long now = System.nanoTime();
        block.putLong(now - last);
        last = now;
        if (!block.hasRemaining()) {
            write();
        }
    }

    private void write() {
        try {
            Files.write(file, block.array(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            block.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many were kept so far. */
    static int count(Path file) throws IOException {
        return Files.exists(file) ? (int) (Files.size(file) / Long.BYTES) : 0;
    }

    /** Some of them, by their index, in seconds. */
    static Spread at(Path file, BitSet which) throws IOException {
        var all = ByteBuffer.wrap(Files.readAllBytes(file)).asLongBuffer();
        return new Spread(which.stream().mapToDouble(i -> all.get(i) / 1e9).toArray());
    }
}
