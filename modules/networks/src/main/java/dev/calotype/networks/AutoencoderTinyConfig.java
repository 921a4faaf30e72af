package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;
import java.util.List;

/**
 * What {@code vae/config.json} says of an AutoencoderTiny, with the reference's defaults.
 *
 * @param inChannels of a picture
 * @param outChannels of a decoded picture
 * @param latentChannels of a latent
 * @param encoderChannels features of every level of the encoder
 * @param encoderBlocks blocks per level of the encoder, finest first
 * @param decoderChannels features of every level of the decoder
 * @param decoderBlocks blocks per level of the decoder, coarsest first
 * @param upscaling how many times a decoder's level is larger than the one before
 * @param activation inside the blocks
 * @param scalingFactor a latent is what the encoder gives, less the shift, times this
 * @param shiftFactor see {@code scalingFactor}
 * @param magnitude a latent lies about between this and its negative
 * @param latentShift where zero lies when a latent is shown between 0 and 1
 */
public record AutoencoderTinyConfig(
        int inChannels,
        int outChannels,
        int latentChannels,
        int encoderChannels,
        List<Integer> encoderBlocks,
        int decoderChannels,
        List<Integer> decoderBlocks,
        int upscaling,
        Activation activation,
        double scalingFactor,
        double shiftFactor,
        double magnitude,
        double latentShift) {
    private static final int CHANNELS = 64;

    /** Copies the lists. */
    public AutoencoderTinyConfig {
        encoderBlocks = List.copyOf(encoderBlocks);
        decoderBlocks = List.copyOf(decoderBlocks);
    }

    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    public static AutoencoderTinyConfig read(ConfigReader json) {
        json.only("_class_name", "\"AutoencoderTiny\"");
        json.only("upsample_fn", "\"nearest\"");
        return new AutoencoderTinyConfig(
                json.integer("in_channels", 3),
                json.integer("out_channels", 3),
                json.integer("latent_channels", 4),
                channels(json, "encoder_block_out_channels"),
                blocks(json, "num_encoder_blocks", "encoder_block_out_channels", List.of(1, 3, 3, 3)),
                channels(json, "decoder_block_out_channels"),
                blocks(json, "num_decoder_blocks", "decoder_block_out_channels", List.of(3, 3, 3, 1)),
                json.integer("upsampling_scaling_factor", 2),
                Activation.of(json.choice("act_fn", "relu", "silu", "swish", "gelu")),
                json.number("scaling_factor", 1),
                json.number("shift_factor", 0),
                json.number("latent_magnitude", 3),
                json.number("latent_shift", 0.5));
    }

    /** How many pixels a side of one latent value stands for. */
    public int scale() {
        return 1 << (encoderBlocks.size() - 1);
    }

    /** The channels of all levels, between which the reference has nothing that changes them. */
    private static int channels(ConfigReader json, String field) {
        List<Integer> found = json.integers(field);
        if (found.stream().anyMatch(count -> count < 1 || !count.equals(found.getFirst()))) {
            json.fault(field, "is " + found + "; every level must have as many channels");
        }
        return found.isEmpty() ? CHANNELS : found.getFirst();
    }

    private static List<Integer> blocks(ConfigReader json, String field, String channels, List<Integer> ordinary) {
        List<Integer> found = json.integers(field);
        List<Integer> blocks = found.isEmpty() ? ordinary : found;
        int levels = json.integers(channels).isEmpty()
                ? ordinary.size()
                : json.integers(channels).size();
        if (blocks.size() != levels || blocks.stream().anyMatch(count -> count < 0)) {
            json.fault(field, "is " + blocks + "; a count is needed for each of the " + levels + " of " + channels);
        }
        return blocks;
    }
}
