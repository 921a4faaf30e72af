package dev.calotype.plugin.stablediffusion;

import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.SafeTensorsWriter;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Writes a directory of Stable Diffusion XL, or of its refiner, as one file under the names of the original code
 * (generative-models, whose second text encoder is OpenCLIP's), by rules of its own: the other way round than they are read.
 *
 * @param directory of three levels with two residual blocks each, an autoencoder of two with one
 */
record XlInOneFile(Path directory) {
    private static final String UNET = "model.diffusion_model.";
    private static final String PICTURES = "first_stage_model.";

    /** A start of a name, and what stands for it. */
    private record Rule(Pattern from, String to) {
        static Rule of(String from, String to) {
            return new Rule(Pattern.compile(from), to);
        }
    }

    private static final List<Rule> UNET_PARTS = List.of(
            Rule.of("^conv_in", "input_blocks.0.0"),
            Rule.of("^time_embedding\\.linear_1", "time_embed.0"),
            Rule.of("^time_embedding\\.linear_2", "time_embed.2"),
            Rule.of("^add_embedding\\.linear_1", "label_emb.0.0"),
            Rule.of("^add_embedding\\.linear_2", "label_emb.0.2"),
            Rule.of("^conv_norm_out", "out.0"),
            Rule.of("^conv_out", "out.2"),
            Rule.of("^mid_block\\.resnets\\.0", "middle_block.0"),
            Rule.of("^mid_block\\.attentions\\.0", "middle_block.1"),
            Rule.of("^mid_block\\.resnets\\.1", "middle_block.2"),
            Rule.of("^down_blocks\\.0\\.downsamplers\\.0\\.conv", "input_blocks.3.0.op"),
            Rule.of("^down_blocks\\.1\\.downsamplers\\.0\\.conv", "input_blocks.6.0.op"),
            Rule.of("^up_blocks\\.0\\.upsamplers\\.0\\.conv", "output_blocks.2.2.conv"),
            Rule.of("^up_blocks\\.1\\.upsamplers\\.0\\.conv", "output_blocks.5.2.conv"));

    private static final List<Rule> RESIDUAL_PARTS = List.of(
            Rule.of("norm1", "in_layers.0"),
            Rule.of("conv1", "in_layers.2"),
            Rule.of("time_emb_proj", "emb_layers.1"),
            Rule.of("norm2", "out_layers.0"),
            Rule.of("conv2", "out_layers.3"),
            Rule.of("conv_shortcut", "skip_connection"));

    private static final List<Rule> PICTURE_PARTS = List.of(
            Rule.of("conv_norm_out", "norm_out"),
            Rule.of("conv_shortcut", "nin_shortcut"),
            Rule.of("mid_block\\.resnets\\.0", "mid.block_1"),
            Rule.of("mid_block\\.resnets\\.1", "mid.block_2"),
            Rule.of("mid_block\\.attentions\\.0", "mid.attn_1"),
            Rule.of("group_norm", "norm"),
            Rule.of("to_out\\.0", "proj_out"),
            Rule.of("to_([qkv])", "$1"),
            Rule.of("encoder\\.down_blocks\\.(\\d)\\.downsamplers\\.0", "encoder.down.$1.downsample"),
            Rule.of("encoder\\.down_blocks\\.(\\d)\\.resnets", "encoder.down.$1.block"),
            Rule.of("decoder\\.up_blocks\\.0\\.upsamplers\\.0", "decoder.up.1.upsample"),
            Rule.of("decoder\\.up_blocks\\.0\\.resnets", "decoder.up.1.block"),
            Rule.of("decoder\\.up_blocks\\.1\\.resnets", "decoder.up.0.block"));

    private static final List<Rule> OPEN_CLIP_PARTS = List.of(
            Rule.of("^text_model\\.embeddings\\.token_embedding", "token_embedding"),
            Rule.of("^text_model\\.embeddings\\.position_embedding\\.weight", "positional_embedding"),
            Rule.of("^text_model\\.final_layer_norm", "ln_final"),
            Rule.of("^text_model\\.encoder\\.layers", "transformer.resblocks"),
            Rule.of("layer_norm", "ln_"),
            Rule.of("mlp\\.fc1", "mlp.c_fc"),
            Rule.of("mlp\\.fc2", "mlp.c_proj"),
            Rule.of("self_attn", "attn"));

    /** Writes the file, with what published ones hold besides. */
    void write(Path file) {
        Map<String, Tensor> tensors = new TreeMap<>();
        List<SafeTensors> opened = new ArrayList<>();
        try (Scope scope = Scope.open(AdaptedModel.CPU)) {
            scope.run(() -> {
                read("unet/diffusion_pytorch_model", opened)
                        .forEach((name, tensor) -> tensors.put(UNET + unet(name), tensor));
                read("vae/diffusion_pytorch_model", opened)
                        .forEach((name, tensor) -> tensors.put(PICTURES + picture(name), kernel(name, tensor)));
                texts(tensors, opened);
                tensors.put("denoiser.sigmas", Tensor.ones(1000));
                SafeTensorsWriter.write(file, tensors, Map.of("format", "pt"));
                return file;
            });
        } finally {
            opened.forEach(SafeTensors::close);
        }
    }

    private Map<String, Tensor> read(String stem, List<SafeTensors> opened) {
        SafeTensors file = SafeTensors.open(directory.resolve(stem + ".safetensors"));
        opened.add(file);
        Map<String, Tensor> tensors = new TreeMap<>();
        file.names().forEach(name -> tensors.put(name, file.tensor(name)));
        return tensors;
    }

    private void texts(Map<String, Tensor> tensors, List<SafeTensors> opened) {
        boolean both =
                directory.resolve("text_encoder/model.safetensors").toFile().isFile();
        if (both) {
            read("text_encoder/model", opened)
                    .forEach((name, tensor) -> tensors.put("conditioner.embedders.0.transformer." + name, tensor));
        }
        openClip(read("text_encoder_2/model", opened), "conditioner.embedders." + (both ? 1 : 0) + ".model.", tensors);
    }

    /** Queries, keys and values in one, the last projection turned. */
    private static void openClip(Map<String, Tensor> text, String prefix, Map<String, Tensor> tensors) {
        tensors.put(prefix + "logit_scale", Tensor.ones());
        tensors.put(
                prefix + "text_projection",
                held(text, "text_projection.weight").transpose(0, 1).contiguous());
        text.forEach((name, tensor) -> {
            if (name.contains("q_proj.")) {
                List<Tensor> three = List.of(
                        tensor,
                        held(text, name.replace("q_proj", "k_proj")),
                        held(text, name.replace("q_proj", "v_proj")));
                String joint = name.replace("q_proj.", "in_proj_");
                tensors.put(prefix + changed(joint, OPEN_CLIP_PARTS), Tensor.cat(0, three));
            } else if (!name.contains("k_proj.") && !name.contains("v_proj.") && !name.contains("text_projection")) {
                tensors.put(prefix + changed(name, OPEN_CLIP_PARTS), tensor);
            }
        });
    }

    private static Tensor held(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    private static String unet(String name) {
        String block = block(block(name, "down_blocks", "input_blocks", 1), "up_blocks", "output_blocks", 0);
        String changed = changed(block, UNET_PARTS);
        boolean residual = !changed.contains("transformer_blocks") && !changed.endsWith(".conv.weight");
        return residual ? changed(changed, RESIDUAL_PARTS) : changed;
    }

    /** Every level has three blocks; in a block, what attends stands second. */
    private static String block(String name, String from, String to, int first) {
        return Pattern.compile("^" + from + "\\.(\\d)\\.(resnets|attentions)\\.(\\d)")
                .matcher(name)
                .replaceAll(found ->
                        to + "." + (first + place(found)) + (found.group(2).equals("resnets") ? ".0" : ".1"));
    }

    private static int place(MatchResult found) {
        return 3 * Integer.parseInt(found.group(1)) + Integer.parseInt(found.group(3));
    }

    private static String picture(String name) {
        return changed(name, PICTURE_PARTS);
    }

    /** Attention among pixels was made of 1×1 convolutions. */
    private static Tensor kernel(String name, Tensor tensor) {
        boolean attends = name.contains("attentions") && tensor.rank() == 2;
        return attends ? tensor.reshape(tensor.size(0), tensor.size(1), 1, 1) : tensor;
    }

    private static String changed(String name, List<Rule> rules) {
        String changed = name;
        for (Rule rule : rules) {
            changed = rule.from().matcher(changed).replaceFirst(rule.to());
        }
        return changed;
    }
}
