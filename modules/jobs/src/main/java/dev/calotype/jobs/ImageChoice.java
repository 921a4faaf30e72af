package dev.calotype.jobs;

import org.jspecify.annotations.Nullable;

/**
 * The picture a job begins from.
 *
 * @param uri where it lies, see {@link PictureAddress}
 * @param mask where the picture lies that is white where to paint anew, or null
 * @param strength how much of the schedule is walked: above 0, at most 1
 * @param extend how much canvas is added around the picture and painted
 */
public record ImageChoice(String uri, @Nullable String mask, double strength, Extension extend) {
    /** The strength of a job that paints all of a picture anew and asks for none. */
    public static final double USUAL_STRENGTH = 0.8;

    /** Whether a part of the picture is kept. */
    public boolean keepsPart() {
        return mask != null || !extend.empty();
    }

    /**
     * Canvas around a picture, in pixels of the job's size.
     *
     * @param left columns
     * @param top rows
     * @param right columns
     * @param bottom rows
     */
    public record Extension(int left, int top, int right, int bottom) {
        /** No canvas. */
        public static final Extension NONE = new Extension(0, 0, 0, 0);

        /** Whether there is no canvas. */
        public boolean empty() {
            return equals(NONE);
        }
    }
}
