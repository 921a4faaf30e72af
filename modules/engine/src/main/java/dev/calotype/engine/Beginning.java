package dev.calotype.engine;

import dev.calotype.spi.Correction;
import dev.calotype.spi.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a walk takes from the picture it begins from.
 *
 * @param origin its clean latent, or null to start from noise alone
 * @param corrections what keeps the known part of it; after those the job or the model asks for
 * @param channels what the network reads besides the latent, or null
 * @param noise the walk's stream after the draws that the picture took; its first draw is the start's
 */
@SuppressWarnings("ArrayRecordComponent")
public record Beginning(
        float @Nullable [] origin,
        List<Correction> corrections,
        @Nullable Signal channels,
        Noise noise) {
    /** Copies the corrections. */
    public Beginning {
        corrections = List.copyOf(corrections);
    }

    /** Of a walk without a picture. */
    public static Beginning of(Noise noise) {
        return new Beginning(null, List.of(), null, noise);
    }
}
