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
 * @param aesthetic how people judged it; the usual scores if left out
 */
public record Framing(
        @Nullable Size original,
        Crop crop,
        @Nullable Size target,
        @Nullable Aesthetic aesthetic) {
    /** A picture that is shown whole. */
    public static final Framing WHOLE = new Framing(null, new Crop(0, 0), null, null);

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

    /**
     * How people judged it, by the score that the refiner of Stable Diffusion XL was told.
     *
     * @param prompt of what the prompt asks for
     * @param negative of what is to be avoided
     */
    public record Aesthetic(double prompt, double negative) {
        /** The scores where a job says none. */
        public static final Aesthetic USUAL = new Aesthetic(6, 2.5);
    }
}
