package dev.calotype.networks;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a U-Net's layers in the original checkpoints of latent diffusion, which count blocks through all levels.
 *
 * @param levels the U-Net's, finest first
 */
record OriginalNames(List<UNetLevel> levels) {
    private static final Pattern BLOCK =
            Pattern.compile("(down_blocks|up_blocks|mid_block)\\.(?:(\\d+)\\.)?([a-z]+)\\.(\\d+)\\.(.+)");
    private static final Map<String, String> OUTSIDE = Map.of(
            "conv_in", "input_blocks.0.0",
            "conv_out", "out.2",
            "time_embedding.linear_1", "time_embed.0",
            "time_embedding.linear_2", "time_embed.2",
            "add_embedding.linear_1", "label_emb.0.0",
            "add_embedding.linear_2", "label_emb.0.2");
    private static final Map<String, String> INSIDE = Map.of(
            "conv1", "in_layers.2",
            "conv2", "out_layers.3",
            "time_emb_proj", "emb_layers.1",
            "conv_shortcut", "skip_connection");

    /** The original name of a layer; its own where it has none. */
    String of(String layer) {
        Matcher block = BLOCK.matcher(layer);
        if (!block.matches()) {
            return OUTSIDE.getOrDefault(layer, layer);
        }
        int place = block.group(2) == null ? 0 : Integer.parseInt(block.group(2));
        String kind = block.group(3);
        int index = Integer.parseInt(block.group(4));
        String inner = INSIDE.getOrDefault(block.group(5), block.group(5));
        return switch (block.group(1)) {
            case "down_blocks" -> down(place, kind, index, inner);
            case "up_blocks" -> up(place, kind, index, inner);
            default -> "middle_block." + (kind.equals("attentions") ? 1 : 2 * index) + "." + inner;
        };
    }

    private String down(int level, String kind, int index, String inner) {
        int start = 1;
        for (UNetLevel above : levels.subList(0, level)) {
            start += above.layers() + 1;
        }
        return switch (kind) {
            case "downsamplers" -> "input_blocks." + (start + levels.get(level).layers()) + ".0.op";
            default -> "input_blocks." + (start + index) + (kind.equals("attentions") ? ".1." : ".0.") + inner;
        };
    }

    private String up(int place, String kind, int index, String inner) {
        int start = 0;
        for (int i = 0; i < place; i++) {
            start += levels.get(levels.size() - 1 - i).layers() + 1;
        }
        UNetLevel level = levels.get(levels.size() - 1 - place);
        return switch (kind) {
            case "upsamplers" ->
                "output_blocks." + (start + level.layers()) + (level.up().attends() ? ".2." : ".1.") + inner;
            default -> "output_blocks." + (start + index) + (kind.equals("attentions") ? ".1." : ".0.") + inner;
        };
    }
}
