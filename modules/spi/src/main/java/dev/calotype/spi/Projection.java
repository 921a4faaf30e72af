package dev.calotype.spi;

/** A constraint that every denoised latent is brought to, such as a symmetry or a sum. Pure and safe for any thread. */
@FunctionalInterface
public interface Projection {
    /**
     * The nearest latent that obeys.
     *
     * @param denoised what the network believes in, in C order; not to be changed
     * @return as many values, owned by the caller
     */
    float[] project(float[] denoised);
}
