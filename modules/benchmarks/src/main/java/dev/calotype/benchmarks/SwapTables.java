package dev.calotype.benchmarks;

import java.util.Locale;

/** What the programs that swap plugins show alike. */
final class SwapTables {
    static final String MEMORY = """
            | swaps | jobs so far | metaspace, MiB | RSS, MiB | old loaders still there |
            |---|---|---|---|---|
            """;

    private SwapTables() {}

    /** Seconds of steps without swaps and with them. */
    static String steps(String of, Spread still, Spread swapping) {
        return String.format(
                Locale.ROOT,
                """
                | a step of %s, ms | steps | p50 | p99 | p99 against the first | most |
                |---|---|---|---|---|---|
                | without swaps | %,d | %.2f | %.2f | 1.00× | %.1f |
                | with swaps | %,d | %.2f | %.2f | %.2f× | %.1f |
                """,
                of,
                still.count(),
                1e3 * still.median(),
                1e3 * still.percentile(99),
                1e3 * still.most(),
                swapping.count(),
                1e3 * swapping.median(),
                1e3 * swapping.percentile(99),
                swapping.percentile(99) / still.percentile(99),
                1e3 * swapping.most());
    }

    /** A line of {@link #MEMORY}. */
    static String memory(int swaps, long jobs, long metaspace, long resident, int loaders) {
        return String.format(
                Locale.ROOT,
                "| %,d | %,d | %.1f | %.0f | %d |%n",
                swaps,
                jobs,
                metaspace / 1048576.0,
                resident / 1048576.0,
                loaders);
    }
}
