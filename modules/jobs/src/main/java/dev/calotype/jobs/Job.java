package dev.calotype.jobs;

import java.time.Instant;

/**
 * A job and where it stands.
 *
 * @param spec what is asked
 * @param state where it stands
 * @param attempt how often it was leased
 * @param cancelRequested whether somebody asked to cancel
 * @param createdAt when it was taken in
 * @param changedAt when its state last changed
 */
public record Job(
        JobSpec spec, JobState state, int attempt, boolean cancelRequested, Instant createdAt, Instant changedAt) {
    /** The job's id. */
    public String id() {
        return spec.id();
    }
}
