package dev.calotype.jobs;

import java.time.Instant;

/**
 * A job that a worker just got.
 *
 * @param spec what is asked
 * @param lease the right to write about it
 * @param until when the lease lapses unless a heartbeat renews it
 */
public record LeasedJob(JobSpec spec, Lease lease, Instant until) {}
