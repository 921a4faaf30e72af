package dev.calotype.plugin.controlnet;

/**
 * What a job may ask of a ControlNet.
 *
 * @param preprocess what makes the hint of the picture
 * @param fit how a picture of another size is brought to the result's
 * @param guess whether the control acts on the positive prompt alone, and less on shallow features
 * @param low gradient above which an edge goes on, of {@link Canny}, 0 to 2040
 * @param high gradient above which an edge begins, of {@link Canny}, 0 to 2040
 * @param shrink how many times smaller a tile is made before it is enlarged again
 */
public record ControlNetOptions(Preprocessor preprocess, Fit fit, boolean guess, double low, double high, int shrink) {
    /** A job that says nothing. */
    public static final ControlNetOptions USUAL =
            new ControlNetOptions(Preprocessor.NONE, Fit.STRETCH, false, 100, 200, 8);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the thresholds are not in order, or the shrinking is none
     */
    public ControlNetOptions {
        if (!(low >= 0 && low <= high && Double.isFinite(high))) {
            throw new IllegalArgumentException("low is " + low + " and high is " + high + "; 0 ≤ low ≤ high is needed");
        }
        if (shrink < 1) {
            throw new IllegalArgumentException("shrink is " + shrink + "; it must be at least 1");
        }
    }
}
