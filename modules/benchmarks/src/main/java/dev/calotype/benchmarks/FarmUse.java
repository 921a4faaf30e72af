package dev.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Processor time that the processes of a farm have used so far, read from Linux's {@code /proc}.
 *
 * @param server seconds of the Java process: intake, Kafka, workers, libtorch
 * @param postgres seconds of Postgres, with the connections that have ended
 */
record FarmUse(double server, double postgres) {
    /** {@code USER_HZ}, which is 100 on every Linux of today. */
    private static final double TICKS = 100;

    static FarmUse of(long server, long postmaster) throws IOException {
        double database = seconds(postmaster, 4);
        for (ProcessHandle connection : children(postmaster)) {
            database += seconds(connection.pid(), 2);
        }
        return new FarmUse(seconds(server, 2), database);
    }

    FarmUse since(FarmUse earlier) {
        return new FarmUse(server - earlier.server, postgres - earlier.postgres);
    }

    double total() {
        return server + postgres;
    }

    private static List<ProcessHandle> children(long pid) {
        return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList();
    }

    /** The first so many of: user and system time, and those of the children that have ended; 0 for a process that is gone. */
    private static double seconds(long pid, int times) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double ticks = 0;
            for (int i = 0; i < times; i++) {
                ticks += Double.parseDouble(fields[11 + i]);
            }
            return ticks / TICKS;
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }
}
