package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.UNetConfig.Middle;
import dev.calotype.networks.UNetConfig.TimeConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads {@code unet/config.json}, field by field as the reference's constructor takes them. */
final class UNetConfigReading {
    private static final String CROSS_DOWN = "CrossAttnDownBlock2D";
    private static final String CROSS_UP = "CrossAttnUpBlock2D";
    private static final List<String> DOWN = List.of(CROSS_DOWN, "DownBlock2D");
    private static final List<String> UP = List.of(CROSS_UP, "UpBlock2D");

    private UNetConfigReading() {}

    static UNetConfig read(ConfigReader json) {
        refuseOthers(json);
        List<UNetLevel> levels = levels(json);
        int first = levels.getFirst().channels();
        List<Integer> sample = json.integersPerLevel("sample_size", 64, 2);
        return new UNetConfig(
                json.integer("in_channels", 4),
                json.integer("out_channels", 4),
                sample.get(0),
                sample.get(1),
                levels,
                middle(json),
                json.number("mid_block_scale_factor", 1),
                style(json, levels),
                new TimeConfig(
                        first,
                        json.integer("time_embedding_dim", 4 * first),
                        json.flag("flip_sin_to_cos", true),
                        json.number("freq_shift", 0)),
                json.flag("center_input_sample", false),
                json.integer("conv_in_kernel", 3),
                json.integer("conv_out_kernel", 3),
                json.integer("downsample_padding", 1),
                json.has("addition_embed_type") ? json.integer("addition_embed_type_num_heads", 64) : 0);
    }

    private static List<UNetLevel> levels(ConfigReader json) {
        List<Integer> channels = orElse(json.integers("block_out_channels"), List.of(320, 640, 1280, 1280));
        int count = channels.size();
        List<String> down = types(
                json, "down_block_types", DOWN, List.of(CROSS_DOWN, CROSS_DOWN, CROSS_DOWN, "DownBlock2D"), count);
        List<String> up = types(json, "up_block_types", UP, List.of("UpBlock2D", CROSS_UP, CROSS_UP, CROSS_UP), count);
        List<Integer> layers = json.integersPerLevel("layers_per_block", 2, count);
        List<Integer> depth = json.integersPerLevel("transformer_layers_per_block", 1, count);
        // The field's name is the reference's historical misnomer: it is the number of heads.
        List<Integer> heads = json.integersPerLevel("attention_head_dim", 8, count);
        List<Integer> context = json.integersPerLevel("cross_attention_dim", 1280, count);
        var levels = new ArrayList<UNetLevel>();
        for (int i = 0; i < count; i++) {
            levels.add(new UNetLevel(
                    channels.get(i),
                    layers.get(i),
                    heads.get(i),
                    depth.get(i),
                    context.get(i),
                    down.get(i).equals(CROSS_DOWN),
                    up.get(count - 1 - i).equals(CROSS_UP)));
        }
        check(json, levels);
        return levels;
    }

    private static void check(ConfigReader json, List<UNetLevel> levels) {
        for (UNetLevel level : levels) {
            if (level.channels() < 1 || level.layers() < 1 || level.depth() < 1 || level.heads() < 1) {
                json.fault("block_out_channels", "and what belongs to them must be at least 1; found " + level);
            } else if ((level.attendsDown() || level.attendsUp()) && level.channels() % level.heads() != 0) {
                json.fault(
                        "attention_head_dim",
                        "asks for " + level.heads() + " heads of " + level.channels()
                                + " channels; the channels must be a multiple");
            }
        }
    }

    private static BlockStyle style(ConfigReader json, List<UNetLevel> levels) {
        int groups = json.integer("norm_num_groups", 32);
        for (UNetLevel level : levels) {
            if (groups < 1 || level.channels() % groups != 0) {
                json.fault("norm_num_groups", "is " + groups + "; it must divide " + level.channels() + " channels");
            }
        }
        return new BlockStyle(
                groups,
                json.number("norm_eps", 1e-5),
                Activation.of(json.choice("act_fn", Activation.names())),
                json.number("resnet_out_scale_factor", 1),
                json.choice("resnet_time_scale_shift", "default", "scale_shift").equals("scale_shift"),
                json.flag("use_linear_projection", false));
    }

    private static Middle middle(ConfigReader json) {
        if (json.isNull("mid_block_type")) {
            return Middle.NONE;
        }
        return json.choice("mid_block_type", "UNetMidBlock2DCrossAttn", "UNetMidBlock2D")
                        .equals("UNetMidBlock2D")
                ? Middle.RESIDUAL
                : Middle.ATTENTION;
    }

    private static List<String> types(
            ConfigReader json, String field, List<String> known, List<String> ordinary, int count) {
        List<String> types = orElse(json.texts(field), ordinary);
        types.stream()
                .filter(type -> !known.contains(type))
                .forEach(type -> json.fault(field, "names '" + type + "'; supported: " + String.join(", ", known)));
        if (types.size() != count) {
            json.fault(field, "lists " + types.size() + " blocks; block_out_channels lists " + count);
            return Collections.nCopies(count, known.getLast());
        }
        return types;
    }

    private static void refuseOthers(ConfigReader json) {
        json.only("_class_name", "\"UNet2DConditionModel\"");
        json.only("addition_embed_type", "\"text\"");
        json.only("attention_type", "\"default\"");
        json.only("class_embed_type");
        json.only("class_embeddings_concat", "false");
        json.only("cross_attention_norm");
        json.only("dual_cross_attention", "false");
        json.only("encoder_hid_dim");
        json.only("encoder_hid_dim_type");
        json.only("mid_block_only_cross_attention", "false");
        json.only("num_attention_heads");
        json.only("num_class_embeds");
        json.only("only_cross_attention", "false");
        json.only("resnet_skip_time_act", "false");
        json.only("reverse_transformer_layers_per_block");
        json.only("time_cond_proj_dim");
        json.only("time_embedding_act_fn");
        json.only("time_embedding_type", "\"positional\"");
        json.only("timestep_post_act");
    }

    private static <T> List<T> orElse(List<T> given, List<T> ordinary) {
        return given.isEmpty() ? ordinary : given;
    }
}
