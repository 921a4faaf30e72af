package dev.calotype.server;

import dev.calotype.jobs.Failure;
import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.StoreFailed;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Brings leased jobs to a device's desk, with the pictures they begin from and where an earlier attempt left them, each on a
 * virtual thread of its own where there is any of that.
 */
final class Supplying {
    private final JobStore store;
    private final Desk desk;
    private final PluginPump plugins;
    private final PictureSupply pictures;

    Supplying(JobStore store, Desk desk, PictureFetch fetch, PluginPump plugins) {
        this.store = store;
        this.desk = desk;
        this.plugins = plugins;
        pictures = new PictureSupply(fetch);
    }

    void supply(LeasedJob job) {
        desk.expect(job.lease());
        plugins.catchUp(job.spec().needs());
        if (!PictureSupply.isNeeded(job.spec()) && job.lease().attempt() == 1) {
            desk.arrive(new Desk.Arrival(job, JobPictures.NONE, null));
        } else {
            Thread.ofVirtual().name("supply of " + job.spec().id()).start(() -> fetch(job));
        }
    }

    private void fetch(LeasedJob job) {
        try {
            desk.arrive(new Desk.Arrival(job, pictures.of(job.spec()), checkpoint(job.lease())));
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

    private void broken(LeasedJob job, Failure.Cause cause, String message) {
        desk.end(new Desk.Ending.Broken(job.lease(), new Failure(cause, message), 0));
    }
}
