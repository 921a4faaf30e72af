package dev.calotype.server;

import dev.calotype.jobs.Failure;
import dev.calotype.jobs.ImageChoice;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.PictureAddress;
import java.io.IOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Brings leased jobs to a device's desk, with the pictures they begin from, each on a virtual thread of its own. */
final class Supplying {
    private final Desk desk;
    private final PictureFetch fetch;
    private final PluginPump plugins;

    /** One picture of the device's jobs is decoded at a time, which bounds the memory that takes. */
    private final Lock decoding = new ReentrantLock();

    Supplying(Desk desk, PictureFetch fetch, PluginPump plugins) {
        this.desk = desk;
        this.fetch = fetch;
        this.plugins = plugins;
    }

    void supply(LeasedJob job) {
        desk.expect(job.lease());
        plugins.catchUp(job.spec().needs());
        ImageChoice image = job.spec().image();
        if (image == null) {
            desk.arrive(new Desk.Arrival(job, null));
        } else {
            Thread.ofVirtual().name("picture of " + job.spec().id()).start(() -> supply(job, image));
        }
    }

    private void supply(LeasedJob job, ImageChoice image) {
        try {
            desk.arrive(new Desk.Arrival(job, picture(job.spec(), image)));
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
