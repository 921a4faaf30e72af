package dev.calotype.networks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.calotype.configs.ConfigReader;
import java.util.List;
import java.util.Map;

/**
 * What {@code config.json} says of a ControlNetModel, with the reference's defaults.
 *
 * @param unet the way down and the middle, as a U-Net's
 * @param hintChannels of the hint's picture
 * @param hintLevels channels of the hint's features, each level half as large as the one before
 * @param bluesFirst whether the hint's channels come as blue, green, red
 * @param poolsPlanes whether each residual is one number a channel
 */
public record ControlNetConfig(
        UNetConfig unet, int hintChannels, List<Integer> hintLevels, boolean bluesFirst, boolean poolsPlanes) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Copies the levels. */
    public ControlNetConfig {
        hintLevels = List.copyOf(hintLevels);
    }

    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    public static ControlNetConfig read(ConfigReader json) {
        json.only("_class_name", "\"ControlNetModel\"");
        List<Integer> levels = json.integers("conditioning_embedding_out_channels");
        boolean usable = levels.stream().allMatch(channels -> channels > 0);
        if (!usable) {
            json.fault("conditioning_embedding_out_channels", "is " + levels + "; each must be at least 1");
        }
        return new ControlNetConfig(
                UNetConfig.read(json.with(asUNet(json))),
                json.integer("conditioning_channels", 3),
                levels.isEmpty() || !usable ? List.of(16, 32, 96, 256) : levels,
                json.choice("controlnet_conditioning_channel_order", "rgb", "bgr")
                        .equals("bgr"),
                json.flag("global_pool_conditions", false));
    }

    /** How many pixels a side of one latent value stands for. */
    public int scale() {
        return 1 << (hintLevels.size() - 1);
    }

    /** What a U-Net's configuration says in other words: there is no way up, so it is that of the way down. */
    private static Map<String, JsonNode> asUNet(ConfigReader json) {
        ArrayNode up = NODES.arrayNode();
        for (String down : json.texts("down_block_types").reversed()) {
            LevelKind.ofDown(down).ifPresent(kind -> up.add(kind.up()));
        }
        JsonNode levels = up.isEmpty() ? NODES.nullNode() : up;
        return Map.of("_class_name", NODES.textNode("UNet2DConditionModel"), "up_block_types", levels);
    }
}
