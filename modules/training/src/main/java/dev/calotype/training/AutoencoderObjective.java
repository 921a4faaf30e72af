package dev.calotype.training;

import static dev.calotype.training.Picture.PIXELS;
import static dev.calotype.training.Picture.SIDE;

import dev.calotype.networks.AutoencoderKL;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import java.util.SplittableRandom;

/**
 * Reconstruction of crowded scenes through a latent with noise of fixed deviation: L1, heavier where an edge is, plus
 * twice the squared error, plus a pull of the latent towards zero, which the noise turns into a price on information.
 */
record AutoencoderObjective(AutoencoderKL autoencoder, ShapesWorld world, int batch, int workers) implements Objective {
    /** Deviation of the latent's noise, before latents are scaled to unit variance. */
    static final double NOISE = 0.1;

    private static final double SQUARED = 2;
    private static final double PULL = 1e-3;
    private static final int MOST_OBJECTS = 5;

    @Override
    public Tensor loss(long step, int worker) {
        float[] pictures = new float[3 * batch * PIXELS];
        float[] weights = new float[batch * PIXELS];
        long first = (step * workers + worker) * batch;
        for (int row = 0; row < batch; row++) {
            SplittableRandom random = world.random(first + row);
            Picture picture = Drawing.of(ShapesWorld.crowded(1 + random.nextInt(MOST_OBJECTS), random));
            System.arraycopy(picture.signed(), 0, pictures, 3 * row * PIXELS, 3 * PIXELS);
            EdgeWeights.write(picture, weights, row * PIXELS);
        }
        Tensor wanted = Tensor.of(pictures, batch, 3, SIDE, SIDE);
        Tensor weight = Tensor.of(weights, batch, 1, SIDE, SIDE);
        Tensor latent = autoencoder.encode(wanted).mean();
        Tensor noise = Tensor.randn(world.random(-1 - first).nextLong(), latent.shape());
        Tensor error = autoencoder.decode(latent.add(noise.mul(NOISE))).sub(wanted);
        return Ops.abs(error)
                .mul(weight)
                .mean()
                .add(error.mul(error).mean().mul(SQUARED))
                .add(latent.mul(latent).mean().mul(PULL));
    }
}
