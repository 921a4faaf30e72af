package dev.calotype.server;

import dev.calotype.engine.Mask;
import dev.calotype.engine.Region;
import dev.calotype.jobs.GuidanceChoice.Composed;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the prompts of a job's composed guidance count.
 *
 * @param masks decoded, of the job's size or any other, by the prompt's place
 */
record JobRegions(Map<Integer, Mask> masks) {
    /** Of a job whose masks nobody has looked at yet, or that has none. */
    static final JobRegions UNSEEN = new JobRegions(Map.of());

    JobRegions {
        masks = Map.copyOf(masks);
    }

    /** The region of the prompt at a place; a mask that nobody has looked at is taken for the whole picture. */
    Region at(int place, Composed.@Nullable Region asked) {
        return switch (asked) {
            case null -> new Region.Everywhere();
            case Composed.Box(double left, double top, double right, double bottom) ->
                new Region.Box(left, top, right, bottom);
            case Composed.Painted painted ->
                this == UNSEEN
                        ? new Region.Everywhere()
                        : new Region.Painted(
                                Objects.requireNonNull(masks.get(place), () -> painted.mask() + " is here"));
        };
    }

    /**
     * A mask of a picture: white counts, black does not.
     *
     * @throws IllegalArgumentException if it is black all over
     */
    static Mask mask(String prompt, Planes picture) {
        Planes grey = picture.brightness();
        for (float value : grey.values()) {
            if (value > 0) {
                return new Mask(grey.width(), grey.height(), grey.values());
            }
        }
        throw new IllegalArgumentException("the mask of the prompt '" + prompt
                + "' is black all over, so that it would count nowhere; paint white where it shall, or leave it out");
    }
}
