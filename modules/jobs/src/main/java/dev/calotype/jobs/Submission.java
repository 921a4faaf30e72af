package dev.calotype.jobs;

/**
 * What became of a submitted job.
 *
 * @param id the job's
 * @param created false if a job of this id was there before; that one is unchanged
 */
public record Submission(String id, boolean created) {}
