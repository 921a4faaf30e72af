package dev.calotype.server;

import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.Progress;
import dev.calotype.registry.Pins;
import dev.calotype.registry.PluginVersion;
import dev.calotype.spi.Raster;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A job on a device. Changed by the device's thread alone; its progress is read by others. */
final class ActiveJob {
    private final LeasedJob leased;
    private final JobWalks walks;
    private final Pins pins;
    private final Map<Integer, Raster> pictures = new TreeMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private double seconds;

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

    /** Takes a picture; gives whether the job is complete. */
    boolean drawn(int index, Raster picture, double cost) {
        pictures.put(index, picture);
        seconds += cost;
        return pictures.size() == spec().count();
    }

    Map<Integer, Raster> pictures() {
        return pictures;
    }
}
