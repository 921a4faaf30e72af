package dev.calotype.jobs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which picture a model is to think that it draws, where it was told sizes and crops in its training (Podell et al. 2023,
 * arXiv:2307.01952, section 2.2).
 *
 * @param original the picture's size before it was scaled and cropped; the job's own if left out
 * @param crop what was cut off
 * @param target the size that it was cropped to; the job's own if left out
 */
public record Framing(
        @Nullable Size original, Crop crop, @Nullable Size target) {
    /** Nothing is cut off where nothing is said. */
    public Framing {
        crop = Objects.requireNonNullElse(crop, new Crop(0, 0));
    }

    /**
     * A size.
     *
     * @param width in pixels
     * @param height in pixels
     */
    public record Size(int width, int height) {}

    /**
     * What was cut off.
     *
     * @param left in pixels
     * @param top in pixels
     */
    public record Crop(int left, int top) {}
}
