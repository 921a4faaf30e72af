package dev.calotype.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this process has used so far, all its threads together, native ones too. */
record ProcessUse(double wallSeconds, double cpuSeconds) {
    static ProcessUse now() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new ProcessUse(System.nanoTime() / 1e9, system.getProcessCpuTime() / 1e9);
    }

    ProcessUse since(ProcessUse earlier) {
        return new ProcessUse(wallSeconds - earlier.wallSeconds, cpuSeconds - earlier.cpuSeconds);
    }

    /** What this process holds in RAM now, in bytes: Linux's {@code VmRSS}. */
    static long residentBytes() throws IOException {
        return residentBytes(ProcessHandle.current().pid());
    }

    /** What a process holds in RAM now, in bytes. */
    static long residentBytes(long pid) throws IOException {
        return statusBytes(pid, "VmRSS:");
    }

    /** What the descriptions of classes take now, in bytes. */
    static long metaspaceBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }

    /** What the descriptions of classes take now in another Java process of this user, in bytes: the JDK's {@code jstat}. */
    static long metaspaceBytes(long pid) throws IOException {
        String jstat = Path.of(System.getProperty("java.home"), "bin", "jstat").toString();
        Process process = new ProcessBuilder(jstat, "-gc", Long.toString(pid)).start();
        try (BufferedReader said = process.inputReader()) {
            List<String> names = List.of(said.readLine().strip().split("\\s+", -1));
            String[] values = said.readLine().strip().split("\\s+", -1);
            return (long) (1024 * Double.parseDouble(values[names.indexOf("MU")]));
        }
    }

    /** The most memory that a process ever held in RAM, in bytes: Linux's {@code VmHWM}. */
    static long peakResidentBytes(long pid) throws IOException {
        return statusBytes(pid, "VmHWM:");
    }

    private static long statusBytes(long pid, String key) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow(() -> new IOException(status + " has no line " + key + " this needs Linux"));
    }
}
