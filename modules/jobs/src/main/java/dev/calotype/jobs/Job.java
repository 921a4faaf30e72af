package dev.calotype.jobs;

import java.time.Instant;
import java.util.List;

/**
 * A job and where it stands.
 *
 * @param spec what is asked
 * @param state where it stands
 * @param attempt how often it was leased
 * @param cancelRequested whether somebody asked to cancel
 * @param notices what its client was told about it while it went on, such as a prompt that was cut
 * @param plugins the versions of the plugins that its last attempt was given; empty until one has begun
 * @param createdAt when it was taken in
 * @param changedAt when its state last changed
 */
public record Job(
        JobSpec spec,
        JobState state,
        int attempt,
        boolean cancelRequested,
        List<String> notices,
        List<PluginUse> plugins,
        Instant createdAt,
        Instant changedAt) {
    /** Copies the lists. */
    public Job {
        notices = List.copyOf(notices);
        plugins = List.copyOf(plugins);
    }

    /** The job's id. */
    public String id() {
        return spec.id();
    }
}
