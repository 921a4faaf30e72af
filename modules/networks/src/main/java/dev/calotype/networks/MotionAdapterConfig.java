package dev.calotype.networks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.configs.ConfigReader;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code config.json} says of a MotionAdapter, with the reference's defaults.
 *
 * @param levels the U-Net's levels that it belongs to, finest first
 * @param middle transformer blocks of the module between the two ways; 0 where there is none
 * @param heads of every attention
 * @param mostFrames how many frames its positions are known for
 * @param inChannels input channels of the U-Net that it belongs to where it widens the first convolution, or 0
 */
public record MotionAdapterConfig(List<Level> levels, int middle, int heads, int mostFrames, int inChannels) {
    private static final String DEPTH = "motion_transformer_layers_per_block";

    /**
     * The modules of one level.
     *
     * @param channels of the features
     * @param layers modules on the way down; the way up has one more
     * @param depth transformer blocks of each
     */
    public record Level(int channels, int layers, int depth) {}

    /** Copies the levels. */
    public MotionAdapterConfig {
        levels = List.copyOf(levels);
    }

    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    public static MotionAdapterConfig read(ConfigReader json) {
        json.only("_class_name", "\"MotionAdapter\"");
        json.only("motion_mid_block_layers_per_block", "1");
        List<Integer> listed = json.integers("block_out_channels");
        List<Integer> channels = listed.isEmpty() ? List.of(320, 640, 1280, 1280) : listed;
        int count = channels.size();
        List<Integer> layers = json.integersPerLevel("motion_layers_per_block", 2, count);
        List<Integer> depths = json.integersPerLevel(DEPTH, 1, count);
        var levels = new ArrayList<Level>();
        for (int i = 0; i < count; i++) {
            levels.add(new Level(channels.get(i), layers.get(i), depths.get(i)));
        }
        var config = new MotionAdapterConfig(
                levels,
                json.flag("use_motion_mid_block", true) ? middleDepth(json) : 0,
                json.integer("motion_num_attention_heads", 8),
                json.integer("motion_max_seq_length", 32),
                json.integer("conv_in_channels", 0));
        config.check(json);
        return config;
    }

    /** Why modules of this configuration do not belong to a U-Net, with both shapes; empty where they do. */
    public List<String> misfits(UNetConfig unet) {
        List<Integer> wanted = unet.levels().stream().map(UNetLevel::channels).toList();
        List<Integer> found = levels.stream().map(Level::channels).toList();
        List<Integer> wantedLayers =
                unet.levels().stream().map(UNetLevel::layers).toList();
        List<Integer> foundLayers = levels.stream().map(Level::layers).toList();
        var faults = new ArrayList<String>();
        if (!wanted.equals(found)) {
            faults.add("its levels have " + found + " channels; the model's U-Net has " + wanted);
        }
        if (!wantedLayers.equals(foundLayers)) {
            faults.add("its levels have " + foundLayers + " layers; the model's U-Net has " + wantedLayers);
        }
        if (middle > 0 && unet.middle() == UNetConfig.Middle.NONE) {
            faults.add("it has a module for the middle; the model's U-Net has no middle");
        }
        if (inChannels != 0 && inChannels <= unet.inChannels()) {
            faults.add(
                    "it widens the input to " + inChannels + " channels; the model's U-Net has " + unet.inChannels());
        }
        return faults;
    }

    /** One depth, or a list with the one module's. */
    private static int middleDepth(ConfigReader json) {
        String field = "motion_transformer_layers_per_mid_block";
        JsonNode node = json.node(field);
        List<Integer> depth = node.isArray() ? json.integersPerLevel(field, 1, 1) : List.of(json.integer(field, 1));
        if (depth.getFirst() < 1) {
            json.fault(field, "is " + node + "; at least 1 is needed");
        }
        return Math.max(depth.getFirst(), 1);
    }

    private void check(ConfigReader json) {
        for (Level level : levels) {
            if (level.channels() < 1 || level.layers() < 1 || level.depth() < 1) {
                json.fault("block_out_channels", "and what belongs to them must be at least 1; found " + level);
            } else if (heads < 1 || level.channels() % heads != 0 || level.channels() % 2 != 0) {
                json.fault(
                        "motion_num_attention_heads",
                        "asks for " + heads + " heads of " + level.channels()
                                + " channels; the channels must be an even multiple of at least 1");
            }
        }
        if (mostFrames < 1) {
            json.fault("motion_max_seq_length", "is " + mostFrames + "; at least 1 is needed");
        }
        if (inChannels < 0) {
            json.fault("conv_in_channels", "is " + inChannels + "; at least 1, or none, is needed");
        }
    }
}
