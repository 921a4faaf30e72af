package dev.calotype.server;

import dev.calotype.jobs.Fault;
import dev.calotype.jobs.GuidanceChoice.Composed;
import dev.calotype.jobs.ImageChoice;
import dev.calotype.jobs.JobRequest;
import dev.calotype.jobs.PictureAddress;
import dev.calotype.jobs.Refinement;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.PictureUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks what a request says of pictures, and lets a picture whose size is known decide the job's. Safe for any thread. */
final class PictureDoor {
    private final PictureFetch fetch;

    PictureDoor(PictureFetch fetch) {
        this.fetch = fetch;
    }

    /**
     * The request with the sizes that it leaves open and its picture decides: the picture's with its extension, brought down to
     * what the model draws. A picture in an object store decides nothing.
     */
    JobRequest sized(JobRequest request, ModelTraits traits, List<Fault> faults) {
        ImageChoice image = request.image();
        if (image == null) {
            return started(request, traits);
        }
        PictureHeader header = header("/image/uri", image.uri(), faults);
        header("/image/mask", image.mask(), faults);
        if (header == null || (request.width() != null && request.height() != null)) {
            return request;
        }
        var extend = image.extend();
        double width = header.width() + extend.left() + extend.right();
        double height = header.height() + extend.top() + extend.bottom();
        return fitted(request, width, height, traits.sizes());
    }

    /** The start of a video decides its size as a picture does; what is wrong with it is noted elsewhere. */
    private JobRequest started(JobRequest request, ModelTraits traits) {
        String start = request.video() == null ? null : request.video().start();
        PictureHeader header = header("/video/start", start, new ArrayList<>());
        return header == null || (request.width() != null && request.height() != null)
                ? request
                : fitted(request, header.width(), header.height(), traits.sizes());
    }

    private static JobRequest fitted(JobRequest request, double width, double height, PictureSizes sizes) {
        Integer wide = request.width();
        Integer high = request.height();
        double factor = Math.min(1, sizes.largest() / Math.max(width, height));
        if (wide != null) {
            factor = wide / width;
        } else if (high != null) {
            factor = high / height;
        }
        return request.withSize(
                wide == null ? whole(factor * width, sizes) : wide,
                high == null ? whole(factor * height, sizes) : high);
    }

    private static int whole(double side, PictureSizes sizes) {
        int multiple = sizes.multiple();
        return Math.max(multiple, (int) (side + 1e-6) / multiple * multiple);
    }

    /** Notes what the model cannot do with the request's picture or second walk. */
    void check(JobRequest request, ModelTraits traits, List<Fault> faults) {
        ImageChoice image = request.image();
        boolean partial = image != null && image.keepsPart();
        switch (traits.pictures()) {
            case NONE -> {
                if (image != null) {
                    faults.add(new Fault("no-pictures", "/image", "this model takes no pictures; leave out \"image\""));
                }
            }
            case ORIGIN -> {}
            case MASKED_CHANNELS -> {
                if (!partial) {
                    faults.add(new Fault(
                            "missing-field",
                            "/image",
                            "this model paints into pictures; give \"image\" with a \"mask\" or \"extend\""));
                }
            }
        }
        if (image != null) {
            room(request, image.extend(), traits.sizes(), faults);
        }
        if (request.refine() != null) {
            refinement(request, request.refine(), traits, faults);
        }
    }

    /** Notes what is wrong with the masks of the request's prompts. */
    void masks(JobRequest request, List<Fault> faults) {
        List<Composed.Prompt> prompts =
                request.guidance() == null ? List.of() : request.guidance().prompts();
        for (int i = 0; i < prompts.size(); i++) {
            if (prompts.get(i).region() instanceof Composed.Painted(String mask)) {
                header("/guidance/prompts/" + i + "/mask", mask, faults);
            }
        }
    }

    @Nullable
    PictureHeader header(String pointer, @Nullable String address, List<Fault> faults) {
        if (address == null) {
            return null;
        }
        try {
            Optional<PictureHeader> header = fetch.header(PictureAddress.of(address));
            return header.orElse(null);
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("bad-image", pointer, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static void room(JobRequest request, ImageChoice.Extension extend, PictureSizes sizes, List<Fault> faults) {
        int width = request.width() == null ? sizes.width() : request.width();
        int height = request.height() == null ? sizes.height() : request.height();
        int wide = width - extend.left() - extend.right();
        int high = height - extend.top() - extend.bottom();
        if (wide < sizes.multiple() || high < sizes.multiple()) {
            faults.add(new Fault(
                    "bad-size",
                    "/image/extend",
                    "the extension leaves " + wide + "×" + high + " of " + width + "×" + height
                            + " pixels to the picture; it needs " + sizes.multiple() + " at least"));
        }
    }

    private static void refinement(JobRequest request, Refinement refine, ModelTraits traits, List<Fault> faults) {
        PictureSizes sizes = traits.sizes();
        int width = refine.side(request.width() == null ? sizes.width() : request.width());
        int height = refine.side(request.height() == null ? sizes.height() : request.height());
        boolean whole = width % sizes.multiple() == 0 && height % sizes.multiple() == 0;
        if (!whole || Math.max(width, height) > sizes.largest()) {
            faults.add(new Fault(
                    "bad-size",
                    "/refine/scale",
                    "the result would have " + width + "×" + height + " pixels; this model draws multiples of "
                            + sizes.multiple() + " up to " + sizes.largest()));
        }
        if (traits.pictures() == PictureUse.MASKED_CHANNELS) {
            faults.add(new Fault(
                    "contradiction", "/refine", "this model paints into pictures; it cannot refine one; leave it out"));
        }
    }
}
