package dev.calotype.jobs;

/** What became of a request to cancel. */
public enum Cancellation {
    /** The job was waiting and is cancelled. */
    DONE,
    /** A worker has the job and stops at its next step. */
    REQUESTED,
    /** The job had ended before. */
    TOO_LATE,
    /** There is no such job. */
    UNKNOWN
}
