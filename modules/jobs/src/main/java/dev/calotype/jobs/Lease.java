package dev.calotype.jobs;

/**
 * A worker's right to write about a job. The attempt number fences it: once a job has gone to a later attempt, whatever
 * is written under an earlier one is refused.
 *
 * @param jobId the job
 * @param attempt from 1, one higher each time the job is leased
 * @param worker who holds it
 */
public record Lease(String jobId, int attempt, Worker worker) {}
