package dev.calotype.server;

import dev.calotype.jobs.Framing;
import dev.calotype.spi.FramingUse;
import dev.calotype.spi.Signal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a network reads of a job's framing.
 *
 * @param positive with what the job asks for; null leaves it to the model
 * @param negative with what it avoids; null leaves it to the model
 */
record JobFraming(@Nullable Signal positive, @Nullable Signal negative) {
    private static final JobFraming UNSAID = new JobFraming(null, null);

    /** The framing of a picture of this size, in pixels. A model of aesthetic scores is told the usual ones where a job has none. */
    static JobFraming of(FramingUse use, @Nullable Framing asked, int width, int height) {
        var own = new Framing.Size(width, height);
        return switch (use) {
            case NONE -> UNSAID;
            case SIZES -> asked == null ? UNSAID : sizes(asked, own);
            case SCORE -> scores(Objects.requireNonNullElse(asked, Framing.WHOLE), own);
        };
    }

    private static JobFraming sizes(Framing framing, Framing.Size own) {
        Framing.Size original = Objects.requireNonNullElse(framing.original(), own);
        Framing.Size target = Objects.requireNonNullElse(framing.target(), own);
        Signal ids = ids(original, framing.crop(), target.height(), target.width());
        return new JobFraming(ids, ids);
    }

    private static JobFraming scores(Framing framing, Framing.Size own) {
        Framing.Size original = Objects.requireNonNullElse(framing.original(), own);
        Framing.Aesthetic scores = Objects.requireNonNullElse(framing.aesthetic(), Framing.Aesthetic.USUAL);
        return new JobFraming(
                ids(original, framing.crop(), (float) scores.prompt()),
                ids(original, framing.crop(), (float) scores.negative()));
    }

    /** Heights stand before widths, and tops before lefts. */
    private static Signal ids(Framing.Size original, Framing.Crop crop, float... last) {
        float[] ids = new float[4 + last.length];
        ids[0] = original.height();
        ids[1] = original.width();
        ids[2] = crop.top();
        ids[3] = crop.left();
        System.arraycopy(last, 0, ids, 4, last.length);
        return new Signal(ids, List.of(ids.length));
    }
}
