package dev.calotype.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this machine's processor can do. */
final class Processor {
    private static final List<String> MATRIX_INSTRUCTIONS = List.of("amx_bf16", "avx512_bf16");

    /** Whether it multiplies bf16 by instructions of its own; without them oneDNN imitates each, slower than F32. */
    static final boolean MULTIPLIES_BF16 = flags().stream().anyMatch(MATRIX_INSTRUCTIONS::contains);

    private Processor() {}

    private static List<String> flags() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> List.of(line.split("\\s+", -1)))
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
    }
}
