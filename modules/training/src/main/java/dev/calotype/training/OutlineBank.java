package dev.calotype.training;

import dev.calotype.networks.AutoencoderKL;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A world's first pictures: their latents, encoded once, and the outlines of what they show. Immutable after filling.
 *
 * @param world whose examples they are
 * @param latents 4 × 16 × 16 each
 * @param outlines of each picture
 */
@SuppressWarnings("ArrayRecordComponent")
record OutlineBank(ShapesWorld world, HalfBank latents, Outlines[] outlines) {
    private static final double TWO_OBJECTS = 0.85;

    static OutlineBank empty(ShapesWorld world, int count) {
        return new OutlineBank(world, HalfBank.empty(count, LatentBank.VALUES), new Outlines[count]);
    }

    /** How many pictures there are. */
    int count() {
        return outlines.length;
    }

    /** Any picture, more often one of two objects: which colour belongs to which outline is what takes longest to learn. */
    int any(SplittableRandom random) {
        int objects = random.nextDouble() < TWO_OBJECTS ? 2 : 1;
        int index = random.nextInt(count());
        for (int tries = 1; tries < count() && scene(index).objects().size() != objects; tries++) {
            index = random.nextInt(count());
        }
        return index;
    }

    /** What a picture shows. */
    Scene scene(int index) {
        return world.example(index).scene();
    }

    /** Encodes one picture; needs an open scope. */
    void fill(int index, AutoencoderKL autoencoder) {
        Picture picture = Drawing.of(scene(index));
        latents.write(index, Latents.of(List.of(picture), autoencoder));
        outlines[index] = Outlines.of(picture);
    }
}
