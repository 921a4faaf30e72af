package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.UNetConfig.Middle;
import dev.calotype.networks.UNetConfig.ResidualConfig;
import dev.calotype.networks.UNetConfig.TimeConfig;
import java.util.List;

/** Reads {@code unet/config.json}, field by field as the reference's constructor takes them. */
final class UNetConfigReading {
    private static final String CROSS_MIDDLE = "UNetMidBlock2DCrossAttn";
    private static final String RESIDUAL_MIDDLE = "UNetMidBlock2D";
    private static final String ADDED_MIDDLE = "UNetMidBlock2DSimpleCrossAttn";

    private UNetConfigReading() {}

    static UNetConfig read(ConfigReader json) {
        refuseOthers(json);
        List<UNetLevel> levels = UNetLevelReading.read(json);
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
                contextInput(json),
                EmbeddingReading.read(json),
                residual(json));
    }

    private static int contextInput(ConfigReader json) {
        json.only("encoder_hid_dim_type", "\"text_proj\"");
        int size = json.integer("encoder_hid_dim", 0);
        if (json.has("encoder_hid_dim_type") && size < 1) {
            json.fault("encoder_hid_dim", "is " + size + "; encoder_hid_dim_type text_proj needs at least 1");
        }
        return size;
    }

    private static ResidualConfig residual(ConfigReader json) {
        json.only("cross_attention_norm", "\"group_norm\"");
        boolean all = json.node("only_cross_attention").asBoolean(false);
        return new ResidualConfig(
                json.number("resnet_out_scale_factor", 1),
                json.flag("resnet_skip_time_act", false),
                json.has("cross_attention_norm"),
                json.flag("mid_block_only_cross_attention", all));
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
                1,
                json.choice("resnet_time_scale_shift", "default", "scale_shift").equals("scale_shift"),
                json.flag("use_linear_projection", false));
    }

    private static Middle middle(ConfigReader json) {
        if (json.isNull("mid_block_type")) {
            return Middle.NONE;
        }
        String type = json.choice("mid_block_type", CROSS_MIDDLE, RESIDUAL_MIDDLE, ADDED_MIDDLE);
        return switch (type) {
            case RESIDUAL_MIDDLE -> Middle.RESIDUAL;
            case ADDED_MIDDLE -> Middle.ADDED_ATTENTION;
            default -> Middle.ATTENTION;
        };
    }

    private static void refuseOthers(ConfigReader json) {
        json.only("_class_name", "\"UNet2DConditionModel\"");
        json.only("attention_type", "\"default\"");
        json.only("dual_cross_attention", "false");
        json.only("num_attention_heads");
        json.only("time_embedding_type", "\"positional\"");
    }
}
