package dev.calotype.jobs;

/**
 * A second walk: the latent of the first is enlarged, noised and denoised again at the larger size.
 *
 * @param scale how many times wider and higher the result is
 * @param strength how much of the schedule is walked again: above 0, at most 1
 */
public record Refinement(double scale, double strength) {
    /** The strength of a job that asks for none. */
    public static final double USUAL_STRENGTH = 0.7;

    /** A side of the result, in pixels. */
    public int side(int first) {
        return (int) Math.round(first * scale);
    }
}
