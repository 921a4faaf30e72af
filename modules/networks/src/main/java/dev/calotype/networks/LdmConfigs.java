package dev.calotype.networks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The configurations that a checkpoint's shapes and names tell. What shapes cannot tell is as in the published models:
 * 32 groups, 64 channels a head (Stable Diffusion 1 has 8 heads), and velocity for 2 unless the caller knows better.
 */
final class LdmConfigs {
    private static final int GROUPS = 32;
    private static final int HEAD = 64;
    private static final int HEADS = 8;
    private static final int FIRST_CONTEXT = 768;
    private static final int TIME_IDS = 6;
    private static final int REFINER_TIME_IDS = 5;

    private final LdmCheckpoint checkpoint;
    private final LdmUNet unet;

    LdmConfigs(LdmCheckpoint checkpoint) {
        this.checkpoint = checkpoint;
        unet = LdmUNet.read(checkpoint.file());
    }

    ObjectNode unet() {
        LdmPart part = checkpoint.part(LdmCheckpoint.UNET);
        ObjectNode json = of("UNet2DConditionModel")
                .put("in_channels", part.shape("conv_in.weight")[1])
                .put("out_channels", part.shape("conv_out.weight")[0])
                .put("sample_size", sampleSize())
                .put("layers_per_block", unet.layers())
                .put("norm_num_groups", GROUPS);
        list(json, "block_out_channels", LdmUNet.Level::channels);
        list(json, "transformer_layers_per_block", this::depth);
        blocks(json);
        String attention = unet.attention();
        if (!attention.isEmpty()) {
            long context = checkpoint.file().shape(attention + ".transformer_blocks.0.attn2.to_k.weight")[1];
            json.put("cross_attention_dim", context);
            json.put("use_linear_projection", checkpoint.file().shape(attention + ".proj_in.weight").length == 2);
            heads(json, context == FIRST_CONTEXT);
        }
        if (unet.middleDepth() == 0) {
            json.put("mid_block_type", "UNetMidBlock2D");
        }
        if (part.has("add_embedding.linear_1.weight")) {
            long size = part.shape("add_embedding.linear_1.weight")[1];
            long pooled = checkpoint.isXl() ? projection() : 0;
            json.put("addition_embed_type", "text_time")
                    .put("addition_time_embed_dim", (size - pooled) / timeIds())
                    .put("projection_class_embeddings_input_dim", size);
        }
        return json;
    }

    private int timeIds() {
        return checkpoint.isRefiner() ? REFINER_TIME_IDS : TIME_IDS;
    }

    private long projection() {
        return checkpoint.part(LdmCheckpoint.SECOND_TEXT).shape("text_projection.weight")[0];
    }

    private void heads(ObjectNode json, boolean first) {
        if (first) {
            json.put("attention_head_dim", HEADS);
        } else {
            list(json, "attention_head_dim", level -> Math.max(1, level.channels() / HEAD));
        }
    }

    private int depth(LdmUNet.Level level) {
        boolean last = level.equals(unet.levels().getLast());
        return Math.max(1, last && unet.middleDepth() > 0 ? unet.middleDepth() : level.depth());
    }

    private void blocks(ObjectNode json) {
        int count = unet.levels().size();
        for (int i = 0; i < count; i++) {
            boolean attends = unet.levels().get(i).depth() > 0;
            json.withArray("down_block_types").add(attends ? "CrossAttnDownBlock2D" : "DownBlock2D");
            boolean attendsUp = unet.attendsUp(i * (unet.layers() + 1));
            json.withArray("up_block_types").add(attendsUp ? "CrossAttnUpBlock2D" : "UpBlock2D");
        }
    }

    private int sampleSize() {
        if (checkpoint.isXl()) {
            return 128;
        }
        return checkpoint.isOpenClip(LdmCheckpoint.TEXT) ? 96 : 64;
    }

    ObjectNode autoencoder() {
        LdmPart part = checkpoint.part(LdmCheckpoint.AUTOENCODER);
        ObjectNode json = of("AutoencoderKL")
                .put("in_channels", part.shape("encoder.conv_in.weight")[1])
                .put("out_channels", part.shape("decoder.conv_out.weight")[0])
                .put("latent_channels", part.shape("decoder.conv_in.weight")[1])
                .put("layers_per_block", checkpoint.layers())
                .put("norm_num_groups", GROUPS)
                .put("sample_size", sampleSize() * 8)
                .put("scaling_factor", checkpoint.isXl() ? 0.13025 : 0.18215)
                .put("use_quant_conv", part.has("quant_conv.weight"))
                .put("use_post_quant_conv", part.has("post_quant_conv.weight"));
        for (int level = 0; level < checkpoint.levels(); level++) {
            String block = "encoder.down_blocks." + level + ".resnets.0.conv1.weight";
            json.withArray("block_out_channels").add(part.shape(block)[0]);
            json.withArray("down_block_types").add("DownEncoderBlock2D");
            json.withArray("up_block_types").add("UpDecoderBlock2D");
        }
        return json;
    }

    ObjectNode text(String component) {
        LdmPart part = checkpoint.part(component);
        boolean open = checkpoint.isOpenClip(component);
        boolean second = component.equals(LdmCheckpoint.SECOND_TEXT);
        long[] tokens = part.shape("text_model.embeddings.token_embedding.weight");
        // Stable Diffusion 2 reads the state before OpenCLIP's last block, which the published directories leave out.
        int left = open && !second ? 1 : 0;
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.withArray("architectures").add(second ? "CLIPTextModelWithProjection" : "CLIPTextModel");
        json.put("model_type", "clip_text_model")
                .put("vocab_size", tokens[0])
                .put("hidden_size", tokens[1])
                .put("intermediate_size", part.shape("text_model.encoder.layers.0.mlp.fc1.weight")[0])
                .put("num_hidden_layers", checkpoint.textLayers(component) - left)
                .put("num_attention_heads", Math.max(1, tokens[1] / HEAD))
                .put("max_position_embeddings", part.shape("text_model.embeddings.position_embedding.weight")[0])
                .put("hidden_act", open ? "gelu" : "quick_gelu")
                .put("eos_token_id", tokens[0] - 1)
                .put("projection_dim", second ? projection() : tokens[1]);
        return json;
    }

    /** The scheduler of the published models; {@code prediction} is the caller's word for what the network predicts. */
    ObjectNode scheduler(String prediction) {
        boolean velocity = prediction.isEmpty() ? predictsVelocity() : prediction.equals("v_prediction");
        ObjectNode json = of(checkpoint.isXl() ? "EulerDiscreteScheduler" : "DDIMScheduler")
                .put("num_train_timesteps", 1000)
                .put("beta_start", 0.00085)
                .put("beta_end", 0.012)
                .put("beta_schedule", "scaled_linear")
                .put("steps_offset", 1)
                .put("timestep_spacing", "leading")
                .put("prediction_type", velocity ? "v_prediction" : "epsilon");
        if (checkpoint.file().has("ztsnr")) {
            json.put("rescale_betas_zero_snr", true);
        }
        return checkpoint.isXl() ? json : json.put("clip_sample", false).put("set_alpha_to_one", false);
    }

    private boolean predictsVelocity() {
        boolean second = !checkpoint.isXl() && checkpoint.isOpenClip(LdmCheckpoint.TEXT);
        return second || checkpoint.file().has("v_pred");
    }

    ObjectNode index(String scheduler) {
        ObjectNode json = of(pipeline());
        component(json, "scheduler", "diffusers", scheduler);
        if (checkpoint.isRefiner()) {
            json.put("requires_aesthetics_score", true).put("force_zeros_for_empty_prompt", false);
            json.putArray("text_encoder").addNull().addNull();
            json.putArray("tokenizer").addNull().addNull();
        } else {
            component(json, "text_encoder", "transformers", "CLIPTextModel");
            component(json, "tokenizer", "transformers", "CLIPTokenizer");
        }
        if (checkpoint.isXl()) {
            component(json, "text_encoder_2", "transformers", "CLIPTextModelWithProjection");
            component(json, "tokenizer_2", "transformers", "CLIPTokenizer");
        }
        component(json, "unet", "diffusers", "UNet2DConditionModel");
        component(json, "vae", "diffusers", "AutoencoderKL");
        return json;
    }

    private String pipeline() {
        if (checkpoint.isRefiner()) {
            return "StableDiffusionXLImg2ImgPipeline";
        }
        return checkpoint.isXl() ? "StableDiffusionXLPipeline" : "StableDiffusionPipeline";
    }

    /** The components with weights. */
    List<String> components() {
        var all = new ArrayList<>(List.of(LdmCheckpoint.UNET, LdmCheckpoint.AUTOENCODER));
        all.addAll(checkpoint.texts());
        return all;
    }

    /** Their tokenizers' folders. */
    List<String> tokenizers() {
        return checkpoint.texts().stream()
                .map(text -> text.replace("text_encoder", "tokenizer"))
                .toList();
    }

    private static void component(ObjectNode json, String name, String library, String type) {
        json.putArray(name).add(library).add(type);
    }

    private void list(ObjectNode json, String field, Function<LdmUNet.Level, Integer> value) {
        unet.levels().forEach(level -> json.withArray(field).add(value.apply(level)));
    }

    private static ObjectNode of(String type) {
        return JsonNodeFactory.instance.objectNode().put("_class_name", type);
    }
}
