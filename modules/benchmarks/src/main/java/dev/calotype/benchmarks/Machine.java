package dev.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What a figure was measured on, read from Linux's {@code /proc}. */
record Machine(String processor, int cores, long memoryBytes, List<String> matrixInstructions, double load) {
    private static final List<String> FAST_TYPES =
            List.of("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_tile");

    static Machine here() throws IOException {
        List<String> cpu = Files.readAllLines(Path.of("/proc/cpuinfo"));
        TreeSet<String> flags = new TreeSet<>(List.of(value(cpu, "flags").split(" ", -1)));
        String memory = value(Files.readAllLines(Path.of("/proc/meminfo")), "MemTotal");
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        return new Machine(
                value(cpu, "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(memory.replaceAll("\\D", "")) * 1024,
                FAST_TYPES.stream().filter(flags::contains).toList(),
                Double.parseDouble(load));
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("unknown");
    }

    /** One sentence that belongs under every table. */
    String sentence() {
        return String.format(
                Locale.ROOT,
                "Measured on %s (UTC): %s, %d cores (%s), %.0f GiB, JDK %s; load average when the run began: %.2f%s.",
                LocalDate.now(ZoneOffset.UTC),
                processor,
                cores,
                String.join(", ", matrixInstructions),
                memoryBytes / 0x1p30,
                Runtime.version().feature(),
                load,
                load < cores ? "" : ", so other work ran beside it");
    }
}
