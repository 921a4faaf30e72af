package dev.calotype.server;

import dev.calotype.engine.Mask;
import dev.calotype.jobs.GuidanceChoice.Composed;
import dev.calotype.jobs.GuidanceChoice.Composed.Painted;
import dev.calotype.jobs.ImageChoice;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.PictureAddress;
import dev.calotype.spi.Signal;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetches and decodes the pictures that jobs give. Safe for any thread. */
final class PictureSupply {
    private final PictureFetch fetch;

    /** One picture of the device's jobs is decoded at a time, which bounds the memory that takes. */
    private final Lock decoding = new ReentrantLock();

    PictureSupply(PictureFetch fetch) {
        this.fetch = fetch;
    }

    /** Whether a job gives any. */
    static boolean isNeeded(JobSpec spec) {
        return spec.image() != null
                || (spec.video() != null && spec.video().start() != null)
                || spec.conditioners().stream().anyMatch(choice -> choice.image() != null)
                || spec.guidance().prompts().stream().anyMatch(prompt -> prompt.region() instanceof Painted);
    }

    /**
     * The pictures of a job.
     *
     * @throws IllegalArgumentException if one is none, or not to be had
     * @throws IOException if one could not be read this time
     */
    JobPictures of(JobSpec spec) throws IOException {
        return new JobPictures(origin(spec), start(spec), hints(spec), regions(spec));
    }

    private @Nullable JobPicture origin(JobSpec spec) throws IOException {
        ImageChoice image = spec.image();
        if (image == null) {
            return null;
        }
        byte[] picture = file(image.uri());
        byte[] mask = image.mask() == null ? null : file(image.mask());
        return decoding(() -> JobPicture.of(
                image,
                spec.width(),
                spec.height(),
                PictureFile.decode(picture),
                mask == null ? null : PictureFile.decode(mask).brightness()));
    }

    /** The first frame of a video, stretched to its size. */
    private @Nullable Signal start(JobSpec spec) throws IOException {
        String address = spec.video() == null ? null : spec.video().start();
        if (address == null) {
            return null;
        }
        byte[] file = file(address);
        return decoding(
                () -> JobPicture.signal(Lanczos.resized(PictureFile.decode(file), spec.width(), spec.height())));
    }

    private Map<Integer, Signal> hints(JobSpec spec) throws IOException {
        Map<Integer, Signal> hints = new HashMap<>();
        for (int i = 0; i < spec.conditioners().size(); i++) {
            String image = spec.conditioners().get(i).image();
            if (image != null) {
                byte[] file = file(image);
                hints.put(i, decoding(() -> JobPicture.signal(PictureFile.decode(file))));
            }
        }
        return hints;
    }

    private JobRegions regions(JobSpec spec) throws IOException {
        Map<Integer, Mask> masks = new HashMap<>();
        List<Composed.Prompt> prompts = spec.guidance().prompts();
        for (int i = 0; i < prompts.size(); i++) {
            String prompt = prompts.get(i).prompt();
            if (prompts.get(i).region() instanceof Painted(String address)) {
                byte[] file = file(address);
                masks.put(
                        i,
                        decoding(() -> JobRegions.mask(
                                prompt,
                                Lanczos.resized(PictureFile.decode(file).brightness(), spec.width(), spec.height()))));
            }
        }
        return new JobRegions(masks);
    }

    private byte[] file(String address) throws IOException {
        return fetch.file(PictureAddress.of(address));
    }

    private <T> T decoding(Supplier<T> decode) {
        decoding.lock();
        try {
            return decode.get();
        } finally {
            decoding.unlock();
        }
    }
}
