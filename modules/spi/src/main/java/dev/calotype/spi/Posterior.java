package dev.calotype.spi;

/**
 * The normal distribution of a picture's latents, each value on its own, as they are diffused (Rombach et al. 2022,
 * arXiv:2112.10752, section 3.1). A model without an autoencoder has deviations of 0.
 *
 * @param mean in C order; not copied
 * @param deviation of each value, at least 0; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record Posterior(float[] mean, float[] deviation) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if they differ
     */
    public Posterior {
        if (mean.length != deviation.length) {
            throw new IllegalArgumentException(
                    "a posterior has " + mean.length + " means and " + deviation.length + " deviations");
        }
    }

    /** The latent that standard normal noise draws: mean + deviation·noise, in a new array. */
    public float[] sample(float[] noise) {
        float[] latent = new float[mean.length];
        for (int i = 0; i < latent.length; i++) {
            latent[i] = mean[i] + deviation[i] * noise[i];
        }
        return latent;
    }
}
