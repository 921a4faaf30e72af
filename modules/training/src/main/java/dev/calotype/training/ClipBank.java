package dev.calotype.training;

import dev.calotype.networks.AutoencoderKL;

/**
 * The latents of a world's first videos, encoded once, in half precision. Immutable after filling.
 *
 * @param world whose examples they are
 * @param halves latents of frames one after the other, 16 a video, 4 × 16 × 16 each
 */
@SuppressWarnings("ArrayRecordComponent")
record ClipBank(MotionWorld world, short[] halves) {
    /** Latent values a video. */
    static final int VALUES = MovingScene.FRAMES * LatentBank.VALUES;

    static ClipBank empty(MotionWorld world, int count) {
        return new ClipBank(world, new short[Math.multiplyExact(count, VALUES)]);
    }

    /** How many videos there are. */
    int count() {
        return halves.length / VALUES;
    }

    /** Encodes one video; needs an open scope. */
    void fill(int index, AutoencoderKL autoencoder) {
        float[] latents = Latents.of(world.example(index).scene().drawn(), autoencoder);
        for (int i = 0; i < VALUES; i++) {
            halves[index * VALUES + i] = Float.floatToFloat16(latents[i]);
        }
    }

    /** Copies a video to a place in an array. */
    void read(int index, float[] latents, int start) {
        for (int i = 0; i < VALUES; i++) {
            latents[start + i] = Float.float16ToFloat(halves[index * VALUES + i]);
        }
    }
}
