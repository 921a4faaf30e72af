package dev.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Processor seconds that the processes of a farm have used so far, read from Linux's {@code /proc}.
 *
 * @param server of the farm's own Java process, with libtorch
 * @param kafka of the embedded broker, a Java process below the server's
 * @param postgres of the postmaster and its connections, with those that have ended
 */
record FarmUse(double server, double kafka, double postgres) {
    /** {@code USER_HZ}, which is 100 on every Linux of today. */
    private static final double TICKS = 100;

    static FarmUse of(long server, long postmaster) throws IOException {
        return new FarmUse(
                seconds(server, 2),
                sum(children(server).stream().filter(FarmUse::isJava).toList()),
                seconds(postmaster, 4) + sum(children(postmaster)));
    }

    FarmUse since(FarmUse earlier) {
        return new FarmUse(server - earlier.server, kafka - earlier.kafka, postgres - earlier.postgres);
    }

    double total() {
        return server + kafka + postgres;
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("java");
    }

    private static List<ProcessHandle> children(long pid) {
        return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList();
    }

    private static double sum(List<ProcessHandle> processes) throws IOException {
        double sum = 0;
        for (ProcessHandle process : processes) {
            sum += seconds(process.pid(), 2);
        }
        return sum;
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
