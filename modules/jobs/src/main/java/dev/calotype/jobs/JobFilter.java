package dev.calotype.jobs;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list, newest first.
 *
 * @param tenant only this tenant's; null for all
 * @param phases only jobs in these phases
 * @param after the id that ended the page before; null for the first page
 * @param limit at most this many
 */
public record JobFilter(
        @Nullable String tenant,
        Set<Phase> phases,
        @Nullable String after,
        int limit) {
    /** Copies the phases. */
    public JobFilter {
        phases = Set.copyOf(phases);
    }

    /** The newest jobs, whosever and wherever they stand. */
    public static JobFilter newest(int limit) {
        return new JobFilter(null, EnumSet.allOf(Phase.class), null, limit);
    }
}
