package dev.calotype.server;

import java.time.Duration;

/**
 * How much a device takes on.
 *
 * @param jobs jobs in flight on a device
 * @param rows rows of one network call
 * @param models models loaded at once
 * @param lease how long a job stays a worker's without a sign of life
 * @param beat between two signs of life
 */
public record WorkerLimits(int jobs, int rows, int models, Duration lease, Duration beat) {
    /** What suits a processor: small calls, short leases. */
    public static final WorkerLimits USUAL =
            new WorkerLimits(64, 64, 2, Duration.ofSeconds(15), Duration.ofMillis(300));
}
