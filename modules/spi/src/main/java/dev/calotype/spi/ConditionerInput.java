package dev.calotype.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a conditioning module is asked with, once for a walk.
 *
 * @param picture 3×H×W in [−1, 1] as the job gave it, of any size, or null where the job gave none
 * @param width of the result in pixels
 * @param height of the result in pixels
 * @param latent the walk's latent
 * @param strength how strongly it conditions
 * @param from share of the evaluations before it begins
 * @param to share of the evaluations when it has ended
 */
public record ConditionerInput(
        @Nullable Signal picture, int width, int height, LatentShape latent, double strength, double from, double to) {
    /** An insert with the strength and the range that the job asks for. */
    public Insertion insertion(Insert insert) {
        return new Insertion(insert, strength, from, to);
    }
}
