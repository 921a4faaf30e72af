package dev.calotype.spi;

/**
 * A model loaded on a device. Owns native memory until closed. Every call comes from the one thread of that device.
 */
public interface Model extends Network, AutoCloseable {
    /** What the farm has to know to plan for it. */
    ModelTraits traits();

    /** The latent that belongs to a picture of this size in pixels. */
    LatentShape latentShape(int width, int height);

    /**
     * Encodes a prompt; its adapters go on to the network with the conditioning.
     *
     * @throws IllegalArgumentException if it asks for what this model does not have; says what
     */
    Encoding encode(Prompt prompt);

    /**
     * Where the latents of a picture lie.
     *
     * @param picture 3×H×W in [−1, 1], of a size that {@link #latentShape} takes
     * @throws UnsupportedOperationException if this model takes no pictures, as its traits say
     */
    default Posterior posterior(Signal picture) {
        throw new UnsupportedOperationException("a picture was given; this model takes none");
    }

    /**
     * Encodes what to avoid. Models that were trained with nothing in the place of an empty prompt give nothing for it;
     * the others encode it as {@link #encode} does.
     *
     * @throws IllegalArgumentException as {@link #encode}
     */
    default Encoding encodeNegative(Prompt prompt) {
        return encode(prompt);
    }

    /** Decodes a finished latent of the given shape into a picture. */
    Raster decode(LatentShape shape, float[] latent);

    @Override
    void close();
}
