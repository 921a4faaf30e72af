package dev.calotype.jobs;

import java.util.Set;

/**
 * What a heartbeat found out. A lease in neither set goes on.
 *
 * @param lost no longer this worker's: stop, whatever it writes will be refused
 * @param cancelled still this worker's, but somebody asked to cancel: stop at the next step and say so
 */
public record Pulse(Set<Lease> lost, Set<Lease> cancelled) {
    /** Copies both sets. */
    public Pulse {
        lost = Set.copyOf(lost);
        cancelled = Set.copyOf(cancelled);
    }
}
