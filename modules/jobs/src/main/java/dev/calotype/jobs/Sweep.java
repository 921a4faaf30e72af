package dev.calotype.jobs;

import java.util.List;

/**
 * What a look at the clock changed, by job id.
 *
 * @param requeued leases that lapsed; another worker may have the job
 * @param failed leases that lapsed once too often
 * @param cancelled leases that lapsed after somebody had asked to cancel
 * @param expired jobs whose deadline passed while they waited
 */
public record Sweep(List<String> requeued, List<String> failed, List<String> cancelled, List<String> expired) {
    /** Copies the lists. */
    public Sweep {
        requeued = List.copyOf(requeued);
        failed = List.copyOf(failed);
        cancelled = List.copyOf(cancelled);
        expired = List.copyOf(expired);
    }
}
