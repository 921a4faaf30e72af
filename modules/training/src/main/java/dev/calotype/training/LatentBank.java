package dev.calotype.training;

import dev.calotype.networks.AutoencoderKL;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The latents of a world's first examples, encoded once, in half precision. Immutable after filling.
 *
 * @param world whose examples they are
 * @param halves latents one after the other, 4 × 16 × 16 each
 */
@SuppressWarnings("ArrayRecordComponent")
record LatentBank(ShapesWorld world, short[] halves) {
    /** Latent values a picture. */
    static final int VALUES = 4 * 16 * 16;

    private static final int ROWS = 16;
    private static final int FEWEST = 3;
    private static final int MOST = 9;

    static LatentBank empty(ShapesWorld world, int count) {
        return new LatentBank(world, new short[count * VALUES]);
    }

    /** How many latents there are. */
    int count() {
        return halves.length / VALUES;
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
        float[] latents = Latents.of(pictures, autoencoder);
        IntStream.range(0, latents.length).forEach(i -> halves[first * VALUES + i] = Float.floatToFloat16(latents[i]));
    }

    /** How many one {@link #fill} encodes. */
    static int rows() {
        return ROWS;
    }

    /** Copies a latent to a place in an array. */
    void read(int index, float[] latents, int start) {
        for (int i = 0; i < VALUES; i++) {
            latents[start + i] = Float.float16ToFloat(halves[index * VALUES + i]);
        }
    }

    /** The shape of a batch. */
    static long[] shape(int batch) {
        return new long[] {batch, 4, 16, 16};
    }
}
