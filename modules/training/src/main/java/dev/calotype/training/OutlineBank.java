package dev.calotype.training;

import dev.calotype.networks.AutoencoderKL;
import java.util.List;

/**
 * A world's first pictures: their latents, encoded once, and the outlines of what they show. Immutable after filling.
 *
 * @param world whose examples they are
 * @param latents 4 × 16 × 16 each
 * @param outlines of each picture
 */
@SuppressWarnings("ArrayRecordComponent")
record OutlineBank(ShapesWorld world, HalfBank latents, Outlines[] outlines) {
    static OutlineBank empty(ShapesWorld world, int count) {
        return new OutlineBank(world, HalfBank.empty(count, LatentBank.VALUES), new Outlines[count]);
    }

    /** How many pictures there are. */
    int count() {
        return outlines.length;
    }

    /** Encodes one picture; needs an open scope. */
    void fill(int index, AutoencoderKL autoencoder) {
        Picture picture = Drawing.of(world.example(index).scene());
        latents.write(index, Latents.of(List.of(picture), autoencoder));
        outlines[index] = Outlines.of(picture);
    }
}
