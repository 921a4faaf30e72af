package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the two halves of a picture autoencoder are made of.
 *
 * @param channels features per level, finest first
 * @param layers residual blocks per level of the encoder; the decoder has one more
 * @param attendsDown whether attention follows each residual block of an encoder's level, finest first
 * @param attendsUp the same of a decoder's level, coarsest first
 * @param middleAttends whether there is attention between the two middle blocks
 * @param style what all blocks have in common
 */
public record PictureBlocks(
        List<Integer> channels,
        int layers,
        List<Boolean> attendsDown,
        List<Boolean> attendsUp,
        boolean middleAttends,
        BlockStyle style) {
    private static final double EPSILON = 1e-6;

    /** Copies the lists. */
    public PictureBlocks {
        channels = List.copyOf(channels);
        attendsDown = List.copyOf(attendsDown);
        attendsUp = List.copyOf(attendsUp);
    }

    /** Reads the fields of a configuration that describe the blocks; what is not supported is a fault of the reader. */
    static PictureBlocks read(ConfigReader json) {
        List<Integer> channels = new ArrayList<>(json.integers("block_out_channels"));
        if (channels.isEmpty()) {
            channels.add(64);
        }
        return new PictureBlocks(
                channels,
                json.integer("layers_per_block", 1),
                attends(json, "down_block_types", "DownEncoderBlock2D", channels.size()),
                attends(json, "up_block_types", "UpDecoderBlock2D", channels.size()),
                json.flag("mid_block_add_attention", true),
                style(json, channels));
    }

    /** How many pixels a side of one latent value stands for. */
    int scale() {
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

    /** Which levels attend: those whose block has the plain one's name after {@code Attn}. */
    private static List<Boolean> attends(ConfigReader json, String field, String plain, int count) {
        String attending = "Attn" + plain;
        List<String> found = json.texts(field);
        if (found.isEmpty()) {
            return Collections.nCopies(count, false);
        }
        boolean known = found.stream().allMatch(List.of(plain, attending)::contains);
        if (!known || found.size() != count) {
            json.fault(
                    field,
                    "is " + found + "; supported: " + plain + " and " + attending + ", " + count
                            + " of them, one for each of block_out_channels");
            return Collections.nCopies(count, false);
        }
        return found.stream().map(attending::equals).toList();
    }
}
