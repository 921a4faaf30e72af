package dev.calotype.jobs;

import java.util.List;

/**
 * A record that did not become a job.
 *
 * @param jobId the id it named, or the one made from where it was read
 * @param source where it was read, such as {@code calotype.job.commands/3@1742}; the same record is rejected once
 * @param faults all that is wrong with it
 */
public record Rejection(String jobId, String source, List<Fault> faults) {
    /** Copies the faults. */
    public Rejection {
        faults = List.copyOf(faults);
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("a rejection needs a reason");
        }
    }
}
