package dev.calotype.jobs;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The phases of a job's life and the only table of legal changes between them. */
public enum Phase {
    /** Waits for a worker. */
    QUEUED,
    /** Promised to a worker that has not begun. */
    LEASED,
    /** Being walked. */
    RUNNING,
    /** Set aside until somebody resumes it. */
    PAUSED,
    /** Done; has artefacts. */
    SUCCEEDED,
    /** Given up after an error. */
    FAILED,
    /** Given up because somebody asked. */
    CANCELLED,
    /** Given up because its deadline passed before a worker took it. */
    EXPIRED;

    /** Where a job may go from here; empty at the end of its life. */
    public Set<Phase> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(LEASED, PAUSED, CANCELLED, EXPIRED);
            case LEASED -> EnumSet.of(RUNNING, QUEUED, SUCCEEDED, FAILED, CANCELLED);
            case RUNNING -> EnumSet.of(QUEUED, SUCCEEDED, FAILED, CANCELLED);
            case PAUSED -> EnumSet.of(QUEUED, CANCELLED, EXPIRED);
            case SUCCEEDED, FAILED, CANCELLED, EXPIRED -> EnumSet.noneOf(Phase.class);
        };
    }

    /** From where a job may come here. */
    public Set<Phase> before() {
        var before = EnumSet.noneOf(Phase.class);
        Arrays.stream(values()).filter(phase -> phase.next().contains(this)).forEach(before::add);
        return before;
    }

    /** Whether this is the end of a job's life. */
    public boolean ended() {
        return next().isEmpty();
    }

    /** The name on the wire and in the store, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The phase with this label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Phase of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
