package dev.calotype.jobs;

import java.time.Duration;
import java.util.Set;

/**
 * A worker asks for jobs.
 *
 * @param worker who asks
 * @param warm names of the models it has loaded; preferred within a bounded look-ahead
 * @param limit at most this many jobs, at least 1
 * @param ttl how long the leases hold without a heartbeat
 */
public record LeaseRequest(Worker worker, Set<String> warm, int limit, Duration ttl) {
    /** Copies the names. */
    public LeaseRequest {
        warm = Set.copyOf(warm);
        if (limit < 1 || ttl.isNegative() || ttl.isZero()) {
            throw new IllegalArgumentException(
                    "a lease needs a limit of at least 1 and a positive time; found " + limit + " and " + ttl);
        }
    }
}
