package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/**
 * The autoencoder of latent diffusion (Rombach et al. 2022, arXiv:2112.10752, section 3.1): AutoencoderKL, with its
 * weights' names.
 *
 * <p>Immutable; used by the thread of its device. The weights own the native memory.
 */
public final class AutoencoderKL {
    private static final double OVERLAP = 0.25;

    private final AutoencoderConfig config;
    private final PictureEncoder encoder;
    private final PictureDecoder decoder;
    private final @Nullable Conv2d quant;
    private final @Nullable Conv2d postQuant;

    /**
     * The distribution of the latent of a picture: a normal one, N×latentChannels×H×W.
     *
     * @param mean its mean
     * @param logVariance the logarithm of its variance, not clamped
     */
    public record Moments(Tensor mean, Tensor logVariance) {}

    /** An autoencoder from its weights. */
    public AutoencoderKL(AutoencoderConfig config, Weights weights) {
        this.config = config;
        encoder = PictureEncoder.from(
                weights.at("encoder"), config.blocks(), config.inChannels(), 2 * config.latentChannels());
        decoder = PictureDecoder.from(
                weights.at("decoder"), config.blocks(), config.latentChannels(), config.outChannels());
        int latent = config.latentChannels();
        quant = config.quantConv() ? Conv2d.from(weights.at("quant_conv"), 2 * latent, 2 * latent, 1, 1, 0) : null;
        postQuant = config.postQuantConv() ? Conv2d.from(weights.at("post_quant_conv"), latent, latent, 1, 1, 0) : null;
    }

    /** The configuration it was built from. */
    public AutoencoderConfig config() {
        return config;
    }

    /** Encodes pictures, N×inChannels×H×W in [−1, 1], to unscaled latents. */
    public Moments encode(Tensor pictures) {
        return moments(both(pictures));
    }

    /** The same in overlapping tiles of the trained size, which bounds the memory; near seams the result differs a little. */
    public Moments encodeTiled(Tensor pictures) {
        int side = config.sampleSize();
        var tiles = new Tiles(side, side / config.scale(), OVERLAP);
        return tiles.exceededBy(pictures) ? moments(tiles.apply(pictures, this::both)) : encode(pictures);
    }

    /** Decodes unscaled latents to pictures, N×outChannels×H×W, about in [−1, 1]. */
    public Tensor decode(Tensor latents) {
        return decoder.apply(postQuant == null ? latents : postQuant.apply(latents));
    }

    /** The same in overlapping tiles of the trained size, which bounds the memory; near seams the result differs a little. */
    public Tensor decodeTiled(Tensor latents) {
        int side = config.sampleSize();
        var tiles = new Tiles(side / config.scale(), side, OVERLAP);
        return tiles.exceededBy(latents) ? tiles.apply(latents, this::decode) : decode(latents);
    }

    private Tensor both(Tensor pictures) {
        Tensor both = encoder.apply(pictures);
        return quant == null ? both : quant.apply(both);
    }

    private Moments moments(Tensor both) {
        int latent = config.latentChannels();
        return new Moments(both.narrow(1, 0, latent), both.narrow(1, latent, latent));
    }

    /** From the unscaled latent to the one that is diffused; see {@link LatentScaling}. */
    public Tensor scale(Tensor latents) {
        return config.scaling().apply(latents);
    }

    /** The inverse of {@link #scale}. */
    public Tensor unscale(Tensor latents) {
        return config.scaling().inverse(latents);
    }
}
