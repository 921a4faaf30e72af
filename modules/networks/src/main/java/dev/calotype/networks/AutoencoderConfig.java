package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What {@code vae/config.json} says of an AutoencoderKL, with the reference's defaults.
 *
 * @param inChannels of a picture
 * @param outChannels of a decoded picture
 * @param latentChannels of a latent
 * @param channels features per level, finest first
 * @param layers residual blocks per level of the encoder; the decoder has one more
 * @param style what all blocks have in common
 * @param middleAttends whether there is attention between the two middle blocks
 * @param quantConv whether a 1×1 convolution follows the encoder
 * @param postQuantConv whether a 1×1 convolution precedes the decoder
 * @param scalingFactor a latent is what the encoder gives, less the shift, times this
 * @param shiftFactor see {@code scalingFactor}
 */
public record AutoencoderConfig(
        int inChannels,
        int outChannels,
        int latentChannels,
        List<Integer> channels,
        int layers,
        BlockStyle style,
        boolean middleAttends,
        boolean quantConv,
        boolean postQuantConv,
        double scalingFactor,
        double shiftFactor) {
    private static final double EPSILON = 1e-6;

    /** Copies the channels. */
    public AutoencoderConfig {
        channels = List.copyOf(channels);
    }

    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    public static AutoencoderConfig read(ConfigReader json) {
        List<Integer> channels = new ArrayList<>(json.integers("block_out_channels"));
        if (channels.isEmpty()) {
            channels.add(64);
        }
        json.only("_class_name", "\"AutoencoderKL\"");
        json.only("latents_mean");
        json.only("latents_std");
        blocks(json, "down_block_types", "DownEncoderBlock2D", channels.size());
        blocks(json, "up_block_types", "UpDecoderBlock2D", channels.size());
        return new AutoencoderConfig(
                json.integer("in_channels", 3),
                json.integer("out_channels", 3),
                json.integer("latent_channels", 4),
                channels,
                json.integer("layers_per_block", 1),
                style(json, channels),
                json.flag("mid_block_add_attention", true),
                json.flag("use_quant_conv", true),
                json.flag("use_post_quant_conv", true),
                json.number("scaling_factor", 0.18215),
                json.number("shift_factor", 0));
    }

    /** How many pixels a side of one latent value stands for. */
    public int scale() {
        return 1 << (channels.size() - 1);
    }

    private static BlockStyle style(ConfigReader json, List<Integer> channels) {
        Activation activation = Activation.of(json.choice("act_fn", Activation.names()));
        return new BlockStyle(groups(json, channels), EPSILON, activation, 1, false, true);
    }

    private static int groups(ConfigReader json, List<Integer> channels) {
        int groups = json.integer("norm_num_groups", 32);
        for (int count : channels) {
            if (groups < 1 || count < 1 || count % groups != 0) {
                json.fault("norm_num_groups", "is " + groups + "; it must divide " + count + " channels");
            }
        }
        return groups;
    }

    private static void blocks(ConfigReader json, String field, String supported, int count) {
        List<String> found = json.texts(field);
        if (!found.isEmpty() && !found.equals(Collections.nCopies(count, supported))) {
            json.fault(
                    field,
                    "is " + found + "; supported: " + count + " times " + supported
                            + ", one for each of block_out_channels");
        }
    }
}
