package dev.calotype.spi;

import java.util.Map;
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
 * @param attributes the values that the job gave, by name; those it did not give have their usual value
 */
public record ConditionerInput(
        @Nullable Signal picture,
        int width,
        int height,
        LatentShape latent,
        double strength,
        double from,
        double to,
        Map<String, Double> attributes) {
    /** Copies the attributes. */
    public ConditionerInput {
        attributes = Map.copyOf(attributes);
    }

    /** An input without attributes. */
    public ConditionerInput(
            @Nullable Signal picture,
            int width,
            int height,
            LatentShape latent,
            double strength,
            double from,
            double to) {
        this(picture, width, height, latent, strength, from, to, Map.of());
    }

    /** An insert with the strength and the range that the job asks for. */
    public Insertion insertion(Insert insert) {
        return new Insertion(insert, strength, from, to);
    }
}
