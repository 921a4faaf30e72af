package dev.calotype.training;

import dev.calotype.networks.AutoencoderKL;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The latents of a world's first examples, encoded once. Immutable after filling.
 *
 * @param world whose examples they are
 * @param latents 4 × 16 × 16 each
 */
record LatentBank(ShapesWorld world, HalfBank latents) {
    /** Latent values a picture. */
    static final int VALUES = 4 * 16 * 16;

    private static final int ROWS = 16;
    private static final int FEWEST = 3;
    private static final int MOST = 9;

    static LatentBank empty(ShapesWorld world, int count) {
        return new LatentBank(world, HalfBank.empty(count, VALUES));
    }

    /** How many latents there are. */
    int count() {
        return latents.count();
    }

    /** The scene of a latent: of the world if the index is even, else crowded. */
    Scene scene(int index) {
        SplittableRandom random = world.random(index);
        boolean crowded = index % 2 == 1;
        return crowded
                ? ShapesWorld.crowded(FEWEST + random.nextInt(MOST - FEWEST + 1), random)
                : ShapesWorld.scene(random);
    }

    /** Encodes sixteen latents from an index on; needs an open scope. */
    void fill(int first, AutoencoderKL autoencoder) {
        List<Picture> pictures = IntStream.range(first, first + ROWS)
                .mapToObj(index -> Drawing.of(scene(index)))
                .toList();
        latents.write(first, Latents.of(pictures, autoencoder));
    }

    /** How many one {@link #fill} encodes. */
    static int rows() {
        return ROWS;
    }

    /** Copies a latent to a place in an array. */
    void read(int index, float[] values, int start) {
        latents.read(index, values, start);
    }

    /** The shape of a batch. */
    static long[] shape(int batch) {
        return new long[] {batch, 4, 16, 16};
    }
}
