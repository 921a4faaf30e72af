package dev.calotype.jobs;

import java.time.Instant;

/**
 * Something that happened, as the world is told of it: a CloudEvent 1.0.
 *
 * @param id unique; a reader that sees it twice ignores the second
 * @param time when
 * @param subject the job's id, or the worker's
 * @param data what happened
 */
public record Event(String id, Instant time, String subject, EventData data) {
    /** The CloudEvents type, such as {@code job.succeeded}. */
    public String type() {
        return data.type();
    }
}
