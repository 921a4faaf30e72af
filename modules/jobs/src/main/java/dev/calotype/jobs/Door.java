package dev.calotype.jobs;

/** Decides whether this farm can do what a request asks, and completes it from the model's traits. Safe for any thread. */
@FunctionalInterface
public interface Door {
    /**
     * Decides about a request that has an id. Gives the same answer to the same request, so that a replay changes
     * nothing.
     */
    Admission admit(JobRequest request);
}
