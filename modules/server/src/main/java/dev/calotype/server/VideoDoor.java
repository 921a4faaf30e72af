package dev.calotype.server;

import dev.calotype.jobs.ConditionerChoice;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.JobRequest;
import dev.calotype.jobs.VideoChoice;
import dev.calotype.registry.ConditionerShelf;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks what a request says of videos: who makes the frames, how many there are, what they start from. Safe for any thread. */
final class VideoDoor {
    /** The most pixels that the frames of all of a job's videos may have together: 256 frames of 512×512. */
    static final long MOST_PIXELS = 1L << 26;

    private final ConditionerShelf shelf;
    private final PictureDoor pictures;

    VideoDoor(ConditionerShelf shelf, PictureDoor pictures) {
        this.shelf = shelf;
        this.pictures = pictures;
    }

    /** Notes what is wrong with the request's video, or with the lack of one. */
    void check(JobRequest request, ModelTraits traits, List<Fault> faults) {
        List<Integer> making = making(request.conditioners());
        VideoChoice video = request.video();
        if (video == null) {
            making.forEach(place -> faults.add(new Fault(
                    "missing-field",
                    "/video",
                    named(request, place) + " makes the frames of a video; say how many, such as"
                            + " \"video\": {\"frames\": 16}, or leave it out")));
            return;
        }
        if (making.isEmpty()) {
            faults.add(new Fault(
                    "missing-field",
                    "/conditioners",
                    "a video needs a conditioning module that makes frames, such as AnimateDiff's; name one in"
                            + " \"conditioners\", or leave out \"video\""));
        }
        making.stream()
                .skip(1)
                .forEach(place -> faults.add(new Fault(
                        "contradiction",
                        "/conditioners/" + place + "/name",
                        named(request, making.getFirst()) + " makes the frames already; leave one of the two out")));
        budget(request, video, traits, faults);
        start(video, traits, faults);
    }

    private static String named(JobRequest request, int place) {
        return "conditioner '" + request.conditioners().get(place).name() + "'";
    }

    /** The places of modules that make frames; those that cannot be described are refused elsewhere. */
    private List<Integer> making(List<ConditionerChoice> choices) {
        List<Integer> making = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            if (makesFrames(choices.get(i).name())) {
                making.add(i);
            }
        }
        return making;
    }

    private boolean makesFrames(String name) {
        try {
            Optional<ConditionerShelf.Shelved<?>> found = shelf.find(name);
            return found.isPresent() && found.get().traits().makesFrames();
        } catch (ModelRefused refused) {
            return false;
        }
    }

    private static void budget(JobRequest request, VideoChoice video, ModelTraits traits, List<Fault> faults) {
        int width = request.width() == null ? traits.sizes().width() : request.width();
        int height = request.height() == null ? traits.sizes().height() : request.height();
        long each = (long) width * height * request.count();
        if (each * video.frames() > MOST_PIXELS) {
            String videos = request.count() == 1 ? "" : " in each of " + request.count() + " videos";
            faults.add(new Fault(
                    "too-large",
                    "/video/frames",
                    video.frames() + " frames of " + width + "×" + height + " pixels" + videos + " are beyond a job's "
                            + MOST_PIXELS + " pixels; " + MOST_PIXELS / each + " frames fit"));
        }
    }

    private void start(VideoChoice video, ModelTraits traits, List<Fault> faults) {
        if (video.start() != null && traits.pictures() == PictureUse.NONE) {
            faults.add(new Fault("no-pictures", "/video/start", "this model takes no pictures; leave out \"start\""));
        } else {
            pictures.header("/video/start", video.start(), faults);
        }
    }
}
