package dev.calotype.engine;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Trajectory;
import org.jspecify.annotations.Nullable;

/**
 * One latent on its way from noise to a result.
 *
 * @param id the caller's name for it, unique in its engine
 * @param shape the latent's shape
 * @param plan every update, from the sampler
 * @param prediction what the network's answer means
 * @param guidance how its rows are recombined
 * @param positive what the result should be
 * @param negative what it should not be, for guidance with two rows
 * @param noise its own stream; the start takes the first draw
 * @param origin the clean latent the walk starts from, or null to start from noise alone
 */
@SuppressWarnings("ArrayRecordComponent")
public record Walk(
        String id,
        LatentShape shape,
        Trajectory plan,
        Prediction prediction,
        Guidance guidance,
        Conditioning positive,
        Conditioning negative,
        Noise noise,
        float @Nullable [] origin) {
    /** How many rows of a network call this walk takes. */
    int rows() {
        return switch (guidance) {
            case Guidance.None none -> 1;
            case Guidance.ClassifierFree two -> 2;
        };
    }
}
