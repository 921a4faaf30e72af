package dev.calotype.engine;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Correction;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Trajectory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One latent on its way from noise to a result.
 *
 * @param id the caller's name for it, unique in its engine
 * @param shape the latent's shape
 * @param plan every update, from the sampler
 * @param prediction what the network's answer means
 * @param guidance how its rows are recombined
 * @param corrections what is done to each denoised latent, in this order
 * @param positive what the result should be
 * @param negative what it should not be, for guidance with two rows
 * @param noise its own stream, from its beginning; the start takes the first draw
 * @param origin the clean latent the walk starts from, or null to start from noise alone
 */
@SuppressWarnings("ArrayRecordComponent")
public record Walk(
        String id,
        LatentShape shape,
        Trajectory plan,
        Prediction prediction,
        Guidance guidance,
        List<Correction> corrections,
        Conditioning positive,
        Conditioning negative,
        Noise noise,
        float @Nullable [] origin) {
    /** A walk without corrections. */
    public Walk(
            String id,
            LatentShape shape,
            Trajectory plan,
            Prediction prediction,
            Guidance guidance,
            Conditioning positive,
            Conditioning negative,
            Noise noise,
            float @Nullable [] origin) {
        this(id, shape, plan, prediction, guidance, List.of(), positive, negative, noise, origin);
    }

    /** How many rows the walk takes in all its network calls together. */
    public long cost() {
        return guidance.cost(plan.evaluations());
    }

    /**
     * Checks that the parts belong together.
     *
     * @throws IllegalArgumentException if the origin or a correction has another size than the shape, or the guidance asks
     *     more of the plan than it has
     */
    void check() {
        if (origin != null) {
            same("an origin", origin.length);
        }
        for (Correction correction : corrections) {
            switch (correction) {
                case Correction.KnownRegion region -> same("a known region", region.mask().length);
                case Correction.KnownPath path -> same("a known path", path.mask().length);
                case Correction.Clip clip -> {}
                case Correction.DynamicThreshold threshold -> {}
                case Correction.Projected projected -> {}
            }
        }
        guidance.check(plan);
    }

    private void same(String what, int size) {
        if (size != shape.size()) {
            throw new IllegalArgumentException("walk '" + id + "' has " + what + " of " + size + " values; its shape "
                    + shape.axes() + " has " + shape.size());
        }
    }
}
