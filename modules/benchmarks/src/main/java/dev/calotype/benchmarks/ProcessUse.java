package dev.calotype.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has used so far, all its threads together, native ones too. */
record ProcessUse(double wallSeconds, double cpuSeconds) {
    static ProcessUse now() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new ProcessUse(System.nanoTime() / 1e9, system.getProcessCpuTime() / 1e9);
    }

    ProcessUse since(ProcessUse earlier) {
        return new ProcessUse(wallSeconds - earlier.wallSeconds, cpuSeconds - earlier.cpuSeconds);
    }

    /** The most memory that a process ever held in RAM, in bytes: Linux's {@code VmHWM}. */
    static long peakResidentBytes(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow(() -> new IOException(status + " has no line VmHWM; this needs Linux"));
    }
}
