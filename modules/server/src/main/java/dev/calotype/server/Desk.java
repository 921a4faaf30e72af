package dev.calotype.server;

import dev.calotype.jobs.Beat;
import dev.calotype.jobs.Failure;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.Progress;
import dev.calotype.registry.PluginVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a device's own thread meets the threads that talk to the store: jobs come in, endings go out, and neither waits
 * for the other. Safe for any thread.
 */
final class Desk {
    private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    private final Map<Lease, byte[]> kept = new ConcurrentHashMap<>();
    private final Map<Lease, Supplier<Progress>> held = new ConcurrentHashMap<>();
    private final Set<Lease> cancelled = ConcurrentHashMap.newKeySet();
    private final Set<Lease> lost = ConcurrentHashMap.newKeySet();
    private volatile Set<String> warm = Set.of();

    /**
     * A job that is ready for the device.
     *
     * @param job what is asked, and the lease
     * @param pictures what it gives to begin from and to condition on
     * @param checkpoint where an earlier attempt left it, or null to begin at the beginning
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Arrival(LeasedJob job, JobPictures pictures, byte @Nullable [] checkpoint) {}

    /** How a job left the device. */
    sealed interface Ending {
        /** Whose it was. */
        Lease lease();

        /** All pictures are there. */
        record Drawn(ActiveJob job) implements Ending {
            @Override
            public Lease lease() {
                return job.lease();
            }
        }

        /** It cannot be done. */
        record Broken(Lease lease, Failure failure, double seconds) implements Ending {}

        /** Somebody asked to cancel. */
        record Stopped(Lease lease, double seconds) implements Ending {}

        /** The device is shutting down. */
        record Returned(Lease lease, double seconds) implements Ending {}

        /** Something to tell the client; the job goes on. */
        record Notice(Lease lease, String code, String message) implements Ending {}

        /** The versions of the plugins that the job began with; it goes on. */
        record Equipped(Lease lease, List<PluginVersion> plugins) implements Ending {}
    }

    /** A job is on its way; its lease is held from now on. */
    void expect(Lease lease) {
        held.put(lease, () -> Progress.NONE);
    }

    void arrive(Arrival arrival) {
        arrived.add(arrival);
    }

    List<Arrival> takeArrived(int most) {
        List<Arrival> taken = new ArrayList<>();
        arrived.drainTo(taken, most);
        return taken;
    }

    void follow(Lease lease, Supplier<Progress> progress) {
        held.put(lease, progress);
    }

    /** Where a job stands; if what was there before has not been taken yet, this takes its place. */
    void keep(Lease lease, byte[] checkpoint) {
        kept.put(lease, checkpoint);
    }

    /** What is to be kept of jobs; of those whose ending was taken before, all there ever was. */
    Map<Lease, byte[]> takeKept() {
        Map<Lease, byte[]> taken = Map.copyOf(kept);
        taken.forEach(kept::remove);
        return taken;
    }

    void end(Ending ending) {
        endings.add(ending);
    }

    List<Ending> takeEndings(int most) {
        List<Ending> taken = new ArrayList<>();
        endings.drainTo(taken, most);
        return taken;
    }

    /** The store knows of the ending; the lease is no longer held. */
    void settled(Lease lease) {
        held.remove(lease);
    }

    /** How many jobs are on the device or waiting before it. */
    int held() {
        return held.size();
    }

    List<Beat> beats() {
        return held.entrySet().stream()
                .map(entry -> new Beat(entry.getKey(), entry.getValue().get()))
                .toList();
    }

    void cancel(Set<Lease> leases) {
        cancelled.addAll(leases);
    }

    void lose(Set<Lease> leases) {
        lost.addAll(leases);
        leases.forEach(held::remove);
    }

    Set<Lease> takeCancelled() {
        return drained(cancelled);
    }

    Set<Lease> takeLost() {
        return drained(lost);
    }

    Set<String> warm() {
        return warm;
    }

    void warm(Set<String> models) {
        warm = Set.copyOf(models);
    }

    private static Set<Lease> drained(Set<Lease> leases) {
        Set<Lease> taken = Set.copyOf(leases);
        leases.removeAll(taken);
        return taken;
    }
}
