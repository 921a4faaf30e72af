package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;

/**
 * What {@code vae/config.json} says of an AutoencoderKL, with the reference's defaults.
 *
 * @param inChannels of a picture
 * @param outChannels of a decoded picture
 * @param latentChannels of a latent
 * @param sampleSize side of the pictures it was trained on, which is a tile's where it works in tiles
 * @param blocks what its two halves are made of
 * @param quantConv whether a 1×1 convolution follows the encoder
 * @param postQuantConv whether a 1×1 convolution precedes the decoder
 * @param scaling from what the encoder gives to a latent
 */
public record AutoencoderConfig(
        int inChannels,
        int outChannels,
        int latentChannels,
        int sampleSize,
        PictureBlocks blocks,
        boolean quantConv,
        boolean postQuantConv,
        LatentScaling scaling) {
    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    public static AutoencoderConfig read(ConfigReader json) {
        json.only("_class_name", "\"AutoencoderKL\"");
        int latentChannels = json.integer("latent_channels", 4);
        return new AutoencoderConfig(
                json.integer("in_channels", 3),
                json.integer("out_channels", 3),
                latentChannels,
                json.integersPerLevel("sample_size", 32, 2).getFirst(),
                PictureBlocks.read(json),
                json.flag("use_quant_conv", true),
                json.flag("use_post_quant_conv", true),
                LatentScaling.read(json, latentChannels));
    }

    /** How many pixels a side of one latent value stands for. */
    public int scale() {
        return blocks.scale();
    }
}
