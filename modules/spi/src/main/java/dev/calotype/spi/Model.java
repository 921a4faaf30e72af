package dev.calotype.spi;

import java.util.List;

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

    /** Encodes a prompt; an empty one is a prompt too. */
    Encoding encode(String prompt);

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
     * Encodes a prompt with adapters, which its conditioning carries on to the network.
     *
     * @throws IllegalArgumentException if the model takes no such adapter; says why
     */
    default Encoding encode(String prompt, List<AdapterChoice> adapters) {
        if (!adapters.isEmpty()) {
            throw new IllegalArgumentException(
                    "adapter '" + adapters.getFirst().name() + "' was asked for; this model takes no adapters");
        }
        return encode(prompt);
    }

    /**
     * What a finished latent of the given shape becomes. A model of pictures gives a {@link Raster}, which the farm writes as a
     * PNG that says how it was made; any other gives what it likes as a {@link Document}, or both.
     */
    Product decode(LatentShape shape, float[] latent);

    @Override
    void close();
}
