package dev.calotype.networks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How one component's parameters are called in the original files of latent diffusion: the start of a name stands for a
 * block, what follows for a part of it. What neither table has is called the same in both.
 *
 * @param blocks from the start of a name to the original's, such as {@code down_blocks.0.resnets.1} to
 *     {@code input_blocks.2.0}
 * @param parts from what follows to the original's, such as {@code conv1} to {@code in_layers.2}
 */
record LdmNames(Map<String, String> blocks, Map<String, String> parts) {
    private static final Map<String, String> UNET_BLOCKS = Map.ofEntries(
            Map.entry("conv_in", "input_blocks.0.0"),
            Map.entry("time_embedding.linear_1", "time_embed.0"),
            Map.entry("time_embedding.linear_2", "time_embed.2"),
            Map.entry("add_embedding.linear_1", "label_emb.0.0"),
            Map.entry("add_embedding.linear_2", "label_emb.0.2"),
            Map.entry("class_embedding.linear_1", "label_emb.0.0"),
            Map.entry("class_embedding.linear_2", "label_emb.0.2"),
            Map.entry("mid_block.resnets.0", "middle_block.0"),
            Map.entry("mid_block.attentions.0", "middle_block.1"),
            Map.entry("mid_block.resnets.1", "middle_block.2"),
            Map.entry("conv_norm_out", "out.0"),
            Map.entry("conv_out", "out.2"));

    private static final Map<String, String> UNET_PARTS = Map.of(
            "norm1", "in_layers.0",
            "conv1", "in_layers.2",
            "time_emb_proj", "emb_layers.1",
            "norm2", "out_layers.0",
            "conv2", "out_layers.3",
            "conv_shortcut", "skip_connection");

    private static final Map<String, String> PICTURE_PARTS = Map.of(
            "conv_shortcut", "nin_shortcut",
            "group_norm", "norm",
            "to_q", "q",
            "to_k", "k",
            "to_v", "v",
            "to_out.0", "proj_out");

    private static final Map<String, String> OPEN_CLIP_BLOCKS = Map.of(
            "text_model.embeddings.token_embedding", "token_embedding",
            "text_model.embeddings.position_embedding.weight", "positional_embedding",
            "text_model.final_layer_norm", "ln_final",
            "text_projection.weight", "text_projection");

    private static final Map<String, String> OPEN_CLIP_PARTS = Map.of(
            "layer_norm1", "ln_1",
            "layer_norm2", "ln_2",
            "mlp.fc1", "mlp.c_fc",
            "mlp.fc2", "mlp.c_proj",
            "self_attn.q_proj.weight", "attn.in_proj_weight",
            "self_attn.k_proj.weight", "attn.in_proj_weight",
            "self_attn.v_proj.weight", "attn.in_proj_weight",
            "self_attn.q_proj.bias", "attn.in_proj_bias",
            "self_attn.k_proj.bias", "attn.in_proj_bias",
            "self_attn.v_proj.bias", "attn.in_proj_bias");

    private static final Map<String, String> OPEN_CLIP_OUT = Map.of("self_attn.out_proj", "attn.out_proj");

    /** Copies both tables. */
    LdmNames {
        blocks = Map.copyOf(blocks);
        parts = Map.copyOf(parts);
    }

    /** A component whose parameters are called the same in both. */
    static LdmNames same() {
        return new LdmNames(Map.of(), Map.of());
    }

    /** A U-Net of so many levels with so many residual blocks each; its way up has one more. */
    static LdmNames unet(int levels, int layers, LdmUNet attention) {
        var blocks = new HashMap<>(UNET_BLOCKS);
        for (int level = 0; level < levels; level++) {
            int down = 1 + level * (layers + 1);
            int up = level * (layers + 1);
            String samplesDown = "down_blocks." + level + ".downsamplers.0.conv";
            blocks.put(samplesDown, "input_blocks." + (down + layers) + ".0.op");
            for (int i = 0; i <= layers; i++) {
                pair(blocks, "down_blocks." + level, i, "input_blocks." + (down + i));
                pair(blocks, "up_blocks." + level, i, "output_blocks." + (up + i));
            }
            int last = attention.attendsUp(up) ? 2 : 1;
            blocks.put(
                    "up_blocks." + level + ".upsamplers.0.conv",
                    "output_blocks." + (up + layers) + "." + last + ".conv");
        }
        return new LdmNames(blocks, UNET_PARTS);
    }

    private static void pair(Map<String, String> blocks, String level, int index, String original) {
        blocks.put(level + ".resnets." + index, original + ".0");
        blocks.put(level + ".attentions." + index, original + ".1");
    }

    /** An autoencoder of so many levels with so many residual blocks each on the way down. */
    static LdmNames autoencoder(int levels, int layers) {
        var blocks = new HashMap<String, String>();
        for (String side : List.of("encoder", "decoder")) {
            blocks.put(side + ".mid_block.resnets.0", side + ".mid.block_1");
            blocks.put(side + ".mid_block.attentions.0", side + ".mid.attn_1");
            blocks.put(side + ".mid_block.resnets.1", side + ".mid.block_2");
            blocks.put(side + ".conv_norm_out", side + ".norm_out");
        }
        for (int level = 0; level < levels; level++) {
            String up = "decoder.up." + (levels - 1 - level);
            blocks.put("decoder.up_blocks." + level + ".upsamplers.0", up + ".upsample");
            blocks.put("encoder.down_blocks." + level + ".downsamplers.0", "encoder.down." + level + ".downsample");
            for (int i = 0; i <= layers; i++) {
                blocks.put("encoder.down_blocks." + level + ".resnets." + i, "encoder.down." + level + ".block." + i);
                blocks.put("decoder.up_blocks." + level + ".resnets." + i, up + ".block." + i);
            }
        }
        return new LdmNames(blocks, PICTURE_PARTS);
    }

    /** A text encoder as OpenCLIP writes it, of so many blocks. */
    static LdmNames openClip(int layers) {
        var blocks = new HashMap<>(OPEN_CLIP_BLOCKS);
        for (int i = 0; i < layers; i++) {
            blocks.put("text_model.encoder.layers." + i, "transformer.resblocks." + i);
        }
        var parts = new HashMap<>(OPEN_CLIP_PARTS);
        parts.putAll(OPEN_CLIP_OUT);
        return new LdmNames(blocks, parts);
    }

    /** What the original calls a parameter. */
    String of(String name) {
        int end = longest(blocks, name);
        if (end == 0) {
            return name;
        }
        String block = blocks.get(name.substring(0, end));
        return end == name.length() ? String.valueOf(block) : block + "." + part(name.substring(end + 1));
    }

    private String part(String rest) {
        int end = longest(parts, rest);
        return end == 0 ? rest : parts.get(rest.substring(0, end)) + rest.substring(end);
    }

    /** Where the longest start of a name ends that a table has, at a dot or at the name's end; 0 where it has none. */
    private static int longest(Map<String, String> table, String name) {
        for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
            if (table.containsKey(name.substring(0, end))) {
                return end;
            }
        }
        return 0;
    }
}
