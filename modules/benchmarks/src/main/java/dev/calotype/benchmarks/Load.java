package dev.calotype.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Ways to put jobs to a farm. Each returns when all have succeeded, and gives the seconds from first to last. */
record Load(JobStream stream, IntFunction<String> jobs) {
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** All at once. */
    double burst(int count) {
        return inFlight(count, count);
    }

    /** So many at a time: the next is submitted when one has succeeded. */
    double inFlight(int limit, int count) {
        long begun = System.nanoTime();
        int sent = 0;
        int left = 0;
        while (sent < count || left > 0) {
            for (; sent < count && left < limit; sent++, left++) {
                stream.submit(jobs.apply(sent), System.nanoTime());
            }
            left = stream.take(PATIENCE);
        }
        return secondsSince(begun);
    }

    /** So many a second, whatever the farm does; a job's clock runs from when it was due. */
    double paced(int rate, int count) {
        long between = TimeUnit.SECONDS.toNanos(1) / rate;
        long begun = System.nanoTime();
        int sent = 0;
        int left = 0;
        while (sent < count || left > 0) {
            for (; sent < count && System.nanoTime() >= begun + sent * between; sent++) {
                stream.submit(jobs.apply(sent), begun + sent * between);
            }
            long untilDue = begun + sent * between - System.nanoTime();
            left = stream.take(sent < count ? Duration.ofNanos(Math.max(untilDue, 0)) : PATIENCE);
        }
        return secondsSince(begun);
    }

    private static double secondsSince(long begun) {
        return (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
