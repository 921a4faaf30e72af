package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;

/**
 * What {@code vqvae/config.json} says of a VQModel, with the reference's defaults.
 *
 * @param inChannels of a picture
 * @param outChannels of a decoded picture
 * @param latentChannels between the convolutions and the halves
 * @param blocks what its two halves are made of
 * @param codes how many vectors the codebook has
 * @param codeSize values of one vector, and channels of a latent
 * @param scalingFactor a latent that is diffused is what the encoder gives times this
 */
public record VQModelConfig(
        int inChannels,
        int outChannels,
        int latentChannels,
        PictureBlocks blocks,
        int codes,
        int codeSize,
        double scalingFactor) {
    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    public static VQModelConfig read(ConfigReader json) {
        json.only("_class_name", "\"VQModel\"");
        json.only("norm_type", "\"group\"");
        json.only("lookup_from_codebook", "false");
        int latent = json.integer("latent_channels", 3);
        return new VQModelConfig(
                json.integer("in_channels", 3),
                json.integer("out_channels", 3),
                latent,
                PictureBlocks.read(json),
                json.integer("num_vq_embeddings", 256),
                json.integer("vq_embed_dim", latent),
                json.number("scaling_factor", 0.18215));
    }

    /** How many pixels a side of one latent value stands for. */
    public int scale() {
        return blocks.scale();
    }
}
