package dev.calotype.server;

import dev.calotype.spi.Precision;
import dev.calotype.spi.WeightStorage;
import java.time.Duration;
import java.util.Optional;

/**
 * How much a device takes on.
 *
 * @param jobs jobs in flight on a device
 * @param rows rows of one network call
 * @param models models loaded at once
 * @param lease how long a job stays a worker's without a sign of life
 * @param beat between two signs of life
 * @param memory bytes that the weights of all loaded models may take
 * @param precision what models compute in; empty for what is usual on the device
 * @param storage how they keep the weights that their layers multiply by
 */
public record WorkerLimits(
        int jobs,
        int rows,
        int models,
        Duration lease,
        Duration beat,
        long memory,
        Optional<Precision> precision,
        WeightStorage storage) {
    /** What suits a processor: small calls, short leases; models as memory allows. */
    public static final WorkerLimits USUAL = new WorkerLimits(
            64,
            64,
            16,
            Duration.ofSeconds(15),
            Duration.ofMillis(300),
            Long.MAX_VALUE,
            Optional.empty(),
            WeightStorage.PLAIN);
}
