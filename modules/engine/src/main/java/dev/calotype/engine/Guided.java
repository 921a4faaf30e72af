package dev.calotype.engine;

import org.jspecify.annotations.Nullable;

/**
 * What guidance made of the answers.
 *
 * @param denoised the denoised latent
 * @param raw the denoised latent that the sampler takes its noise from: the same one, but for CFG++
 * @param stock what the guidance wants to see again at the next evaluation, or null
 */
@SuppressWarnings("ArrayRecordComponent")
record Guided(float[] denoised, float[] raw, float @Nullable [] stock) {
    /** One value for both, nothing kept. */
    static Guided of(float[] denoised) {
        return new Guided(denoised, denoised, null);
    }
}
