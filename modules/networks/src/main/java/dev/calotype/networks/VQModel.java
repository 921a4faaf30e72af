package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/**
 * The vector-quantised autoencoder of latent diffusion (van den Oord et al. 2017, arXiv:1711.00937; Rombach et al. 2022,
 * arXiv:2112.10752, section 3.1): VQModel, with its weights' names.
 *
 * <p>Immutable; used by the thread of its device. The weights own the native memory.
 */
public final class VQModel {
    private final VQModelConfig config;
    private final PictureEncoder encoder;
    private final PictureDecoder decoder;
    private final Conv2d quant;
    private final Conv2d postQuant;
    private final Codebook codebook;

    /** An autoencoder from its weights. */
    public VQModel(VQModelConfig config, Weights weights) {
        this.config = config;
        int latent = config.latentChannels();
        int size = config.codeSize();
        encoder = PictureEncoder.from(weights.at("encoder"), config.blocks(), config.inChannels(), latent);
        decoder = PictureDecoder.from(weights.at("decoder"), config.blocks(), latent, config.outChannels());
        quant = Conv2d.from(weights.at("quant_conv"), latent, size, 1, 1, 0);
        postQuant = Conv2d.from(weights.at("post_quant_conv"), size, latent, 1, 1, 0);
        codebook = Codebook.from(weights.at("quantize"), config.codes(), size);
    }

    /** The configuration it was built from. */
    public VQModelConfig config() {
        return config;
    }

    /** Encodes pictures, N×inChannels×H×W in [−1, 1], to latents, N×codeSize×H'×W', not quantised. */
    public Tensor encode(Tensor pictures) {
        return quant.apply(encoder.apply(pictures));
    }

    /** Quantises latents and decodes them to pictures, N×outChannels×H×W, about in [−1, 1]. */
    public Tensor decode(Tensor latents) {
        return decodeQuantised(codebook.at(codes(latents)));
    }

    /** Decodes latents as they are. */
    public Tensor decodeQuantised(Tensor latents) {
        return decoder.apply(postQuant.apply(latents));
    }

    /** The codebook's places of the vectors nearest to latents: N×codeSize×H×W to I64 N×H×W. */
    public Tensor codes(Tensor latents) {
        return codebook.nearest(latents);
    }

    /** Decodes the vectors at places of the codebook, I64 N×H×W. */
    public Tensor decodeCodes(Tensor codes) {
        return decodeQuantised(codebook.at(codes));
    }

    /** From the latent to the one that is diffused. */
    public Tensor scale(Tensor latents) {
        return latents.mul(config.scalingFactor());
    }

    /** The inverse of {@link #scale}. */
    public Tensor unscale(Tensor latents) {
        return latents.mul(1 / config.scalingFactor());
    }
}
