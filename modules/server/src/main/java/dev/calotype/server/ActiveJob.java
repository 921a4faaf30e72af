package dev.calotype.server;

import dev.calotype.engine.Walk;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.Progress;
import dev.calotype.registry.Pins;
import dev.calotype.registry.PluginVersion;
import dev.calotype.spi.Product;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A job on a device. Changed by the device's thread alone; its progress is read by others. */
final class ActiveJob {
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final LeasedJob leased;
    private final JobWalks walks;
    private final Pins pins;
    private final Map<Integer, Product> products = new TreeMap<>();
    private final Map<String, float[]> finished = new HashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private double seconds;
    private long kept = System.nanoTime();

    /**
     * A job that begins.
     *
     * @param pins the versions of the plugins that it began with
     */
    ActiveJob(LeasedJob leased, JobWalks walks, Pins pins) {
        this.leased = leased;
        this.walks = walks;
        this.pins = pins;
    }

    /** The versions of the plugins that it began with, and keeps. */
    List<PluginVersion> plugins() {
        return pins.versions();
    }

    /** Lets go of the plugins. */
    void release() {
        walks.release();
        pins.close();
    }

    Lease lease() {
        return leased.lease();
    }

    JobSpec spec() {
        return leased.spec();
    }

    JobWalks walks() {
        return walks;
    }

    /**
     * Begins its walks from where an earlier attempt left them.
     *
     * @throws IllegalArgumentException if that attempt had other versions of plugins; or as {@link JobWalks#begin}
     */
    void begin(JobCheckpoint from) {
        if (!Set.copyOf(from.plugins()).equals(Set.copyOf(plugins()))) {
            throw new IllegalArgumentException("its checkpoint was made with " + PluginNames.exactly(from.plugins())
                    + "; this attempt has " + PluginNames.exactly(plugins()));
        }
        walks.begin(from);
        finished.putAll(from.finished());
        done.set(from.done());
    }

    /** Where it stands, every few seconds; nothing in between. */
    Optional<JobCheckpoint> checkpointIfDue() {
        long now = System.nanoTime();
        if (now - kept < BETWEEN.toNanos()) {
            return Optional.empty();
        }
        kept = now;
        return Optional.of(checkpoint());
    }

    JobCheckpoint checkpoint() {
        return walks.checkpoint(plugins(), done.get(), finished);
    }

    /** Takes what a walk came to; gives the picture's next walk, if there is one. */
    Optional<Walk> finished(String walk, float[] latent) {
        finished.put(walk, latent);
        return walks.next(JobTurns.resultOf(walk), finished);
    }

    /** The latent of a result whose walks have all finished. */
    float[] latent(int result) {
        return walks.latent(result, finished);
    }

    Progress progress() {
        return new Progress(done.get(), walks.evaluations());
    }

    double seconds() {
        return seconds;
    }

    void advanced(double share) {
        done.incrementAndGet();
        seconds += share;
    }

    /** Takes what a latent has become; gives whether the job is complete. */
    boolean drawn(int index, Product product, double cost) {
        products.put(index, product);
        seconds += cost;
        return products.size() == spec().count();
    }

    /** What has become of its latents, by their index. */
    Map<Integer, Product> products() {
        return products;
    }
}
