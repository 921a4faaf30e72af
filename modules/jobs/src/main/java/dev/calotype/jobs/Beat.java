package dev.calotype.jobs;

/**
 * A sign of life about one leased job.
 *
 * @param lease the lease to renew
 * @param progress how far the walk came; told on as an event where it changed
 */
public record Beat(Lease lease, Progress progress) {}
