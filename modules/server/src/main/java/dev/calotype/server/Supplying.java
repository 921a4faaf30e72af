package dev.calotype.server;

import dev.calotype.jobs.Failure;
import dev.calotype.jobs.ImageChoice;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.PictureAddress;
import dev.calotype.jobs.StoreFailed;
import dev.calotype.spi.Signal;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings leased jobs to a device's desk, with the pictures they begin from and where an earlier attempt left them, each on a
 * virtual thread of its own where there is any of that.
 */
final class Supplying {
    private final JobStore store;
    private final Desk desk;
    private final PictureFetch fetch;
    private final PluginPump plugins;

    /** One picture of the device's jobs is decoded at a time, which bounds the memory that takes. */
    private final Lock decoding = new ReentrantLock();

    Supplying(JobStore store, Desk desk, PictureFetch fetch, PluginPump plugins) {
        this.store = store;
        this.desk = desk;
        this.fetch = fetch;
        this.plugins = plugins;
    }

    void supply(LeasedJob job) {
        desk.expect(job.lease());
        plugins.catchUp(job.spec().needs());
        boolean pictured = job.spec().image() != null
                || job.spec().conditioners().stream().anyMatch(choice -> choice.image() != null);
        if (!pictured && job.lease().attempt() == 1) {
            desk.arrive(new Desk.Arrival(job, null, Map.of(), null));
        } else {
            Thread.ofVirtual().name("supply of " + job.spec().id()).start(() -> fetch(job));
        }
    }

    private void fetch(LeasedJob job) {
        ImageChoice image = job.spec().image();
        try {
            JobPicture picture = image == null ? null : picture(job.spec(), image);
            desk.arrive(new Desk.Arrival(job, picture, hints(job.spec()), checkpoint(job.lease())));
        } catch (StoreFailed e) {
            broken(job, Failure.Cause.RESOURCES, "its checkpoint could not be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            broken(job, Failure.Cause.INPUT, "the picture cannot be used: " + e.getMessage());
        } catch (IOException e) {
            broken(job, Failure.Cause.RESOURCES, "the picture could not be read: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            broken(job, Failure.Cause.RESOURCES, "memory ran out over the picture: " + e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            broken(job, Failure.Cause.OURS, "the picture could not be opened: " + e);
        }
    }

    private byte @Nullable [] checkpoint(Lease lease) {
        return lease.attempt() == 1 ? null : store.checkpoint(lease).orElse(null);
    }

    private Map<Integer, Signal> hints(JobSpec spec) throws IOException {
        Map<Integer, Signal> hints = new HashMap<>();
        for (int i = 0; i < spec.conditioners().size(); i++) {
            String image = spec.conditioners().get(i).image();
            if (image != null) {
                byte[] file = fetch.file(PictureAddress.of(image));
                hints.put(i, hint(file));
            }
        }
        return hints;
    }

    private Signal hint(byte[] file) {
        decoding.lock();
        try {
            return JobPicture.signal(PictureFile.decode(file));
        } finally {
            decoding.unlock();
        }
    }

    private JobPicture picture(JobSpec spec, ImageChoice image) throws IOException {
        byte[] picture = fetch.file(PictureAddress.of(image.uri()));
        byte[] mask = image.mask() == null ? null : fetch.file(PictureAddress.of(image.mask()));
        decoding.lock();
        try {
            return JobPicture.of(image, spec.width(), spec.height(), PictureFile.decode(picture), decoded(mask));
        } finally {
            decoding.unlock();
        }
    }

    private static @Nullable Planes decoded(byte @Nullable [] mask) {
        return mask == null ? null : PictureFile.decode(mask).brightness();
    }

    private void broken(LeasedJob job, Failure.Cause cause, String message) {
        desk.end(new Desk.Ending.Broken(job.lease(), new Failure(cause, message), 0));
    }
}
