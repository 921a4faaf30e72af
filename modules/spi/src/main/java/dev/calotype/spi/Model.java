package dev.calotype.spi;

/**
 * A model loaded on a device. Owns native memory until closed. Every call comes from the one thread of that device.
 */
public interface Model extends Network, AutoCloseable {
    /** What the farm has to know to plan for it. */
    ModelTraits traits();

    /**
     * The latent that belongs to a result of this size: pixels, where the model draws pictures. A model of anything else says
     * in its family's documentation what its jobs' width and height mean.
     */
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

    /**
     * What a finished latent of the given shape becomes. A model of pictures gives a {@link Raster}, which the farm writes as a
     * PNG that says how it was made, and {@link Frames} for the shape of a video, which it also writes as a film; any other
     * gives what it likes as a {@link Document}, or both.
     */
    Product decode(LatentShape shape, float[] latent);

    @Override
    void close();
}
