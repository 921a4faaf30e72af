package dev.calotype.training;

import dev.calotype.networks.AutoencoderKL;

/**
 * The latents of a world's first videos, encoded once. Immutable after filling.
 *
 * @param world whose examples they are
 * @param latents of frames one after the other, 16 a video, 4 × 16 × 16 each
 */
record ClipBank(MotionWorld world, HalfBank latents) {
    /** Latent values a video. */
    static final int VALUES = MovingScene.FRAMES * LatentBank.VALUES;

    static ClipBank empty(MotionWorld world, int count) {
        return new ClipBank(world, HalfBank.empty(count, VALUES));
    }

    /** How many videos there are. */
    int count() {
        return latents.count();
    }

    /** Encodes one video; needs an open scope. */
    void fill(int index, AutoencoderKL autoencoder) {
        latents.write(index, Latents.of(world.example(index).scene().drawn(), autoencoder));
    }

    /** Copies a video to a place in an array. */
    void read(int index, float[] values, int start) {
        latents.read(index, values, start);
    }
}
