package dev.calotype.jobs;

import java.time.Duration;

/**
 * How often a job is tried again, by cause, and how long it waits. An input error is never retried.
 *
 * @param resources attempts that may end for lack of resources before the job fails
 * @param lost attempts that may end with a lost worker
 * @param ours attempts that may end with a fault of the farm
 * @param firstPause the wait after the first such end; doubles with each further one. A lost worker causes no wait
 */
public record Retries(int resources, int lost, int ours, Duration firstPause) {
    /** Three for resources, five for lost workers, two for faults of ours; the first pause is a second. */
    public static final Retries DEFAULT = new Retries(3, 5, 2, Duration.ofSeconds(1));

    /** How many attempts may end with this cause; the last of them fails the job. */
    public int limit(Failure.Cause cause) {
        return switch (cause) {
            case INPUT -> 1;
            case RESOURCES -> resources;
            case LOST -> lost;
            case OURS -> ours;
        };
    }

    /** The wait before the next attempt when {@code ends} attempts, at least 1, have ended with this cause. */
    public Duration pause(Failure.Cause cause, int ends) {
        return cause == Failure.Cause.LOST ? Duration.ZERO : firstPause.multipliedBy(1L << Math.min(ends - 1, 10));
    }
}
