package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.networks.LoraKey.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names that adapters have for a layer. */
class LoraKeyTest {
    @ParameterizedTest
    @CsvSource({
        "lora_unet_mid_block_attentions_0_proj_in.lora_down.weight, UNET, mid_block_attentions_0_proj_in, DOWN",
        "lora_unet_mid_block_attentions_0_proj_in.alpha, UNET, mid_block_attentions_0_proj_in, ALPHA",
        "lora_te_text_model_encoder_layers_0_mlp_fc1.lora_up.weight, TEXT, text_model_encoder_layers_0_mlp_fc1, UP",
        "lora_te1_text_model_encoder_layers_0_mlp_fc1.lora_up.weight, TEXT, text_model_encoder_layers_0_mlp_fc1, UP",
        "lora_te2_text_model_encoder_layers_0_mlp_fc1.lora_up.weight, TEXT_2, text_model_encoder_layers_0_mlp_fc1, UP",
        "unet.mid_block.a.0.attn1.to_out.0.lora_A.weight, UNET, mid_block_a_0_attn1_to_out_0, DOWN",
        "unet.mid_block.a.0.attn1.to_q.lora_B.default.weight, UNET, mid_block_a_0_attn1_to_q, UP",
        "unet.mid_block.a.0.attn1.processor.to_q_lora.up.weight, UNET, mid_block_a_0_attn1_to_q, UP",
        "mid_block.a.0.attn1.processor.to_out_lora.down.weight, UNET, mid_block_a_0_attn1_to_out, DOWN",
        "unet.mid_block.a.0.attn1.to_q.lora.down.weight, UNET, mid_block_a_0_attn1_to_q, DOWN",
        "base_model.model.mid_block.to_q.lora_A.weight, UNET, mid_block_to_q, DOWN",
        "text_encoder.text_model.encoder.layers.0.self_attn.q_proj.lora_linear_layer.up.weight, TEXT,"
                + " text_model_encoder_layers_0_self_attn_q_proj, UP",
        "text_encoder_2.text_model.encoder.layers.0.mlp.fc1.lora_A.weight, TEXT_2,"
                + " text_model_encoder_layers_0_mlp_fc1, DOWN",
        "text_model.encoder.layers.0.mlp.fc1.lora_A.weight, TEXT, text_model_encoder_layers_0_mlp_fc1, DOWN"
    })
    void saysWhichTensorOfWhichLayerItIs(String name, AdapterPart part, String layer, Role role) {
        assertThat(LoraKey.read(name)).contains(new LoraKey(part, layer, role));
    }

    @Test
    void otherTensorsAreNone() {
        assertThat(List.of("emb_params", "lora_unet_x.hada_w1_a", "lora_unet_x.lora_mid.weight", "x.dora_scale"))
                .allSatisfy(name -> assertThat(LoraKey.read(name)).isEmpty());
    }

    /** As in the published checkpoints of Stable Diffusion 1: four levels of two blocks, the coarsest without attention. */
    @ParameterizedTest
    @CsvSource({
        "conv_in, input_blocks.0.0",
        "down_blocks.0.resnets.0.conv1, input_blocks.1.0.in_layers.2",
        "down_blocks.0.attentions.1.proj_in, input_blocks.2.1.proj_in",
        "down_blocks.0.downsamplers.0.conv, input_blocks.3.0.op",
        "down_blocks.1.attentions.0.proj_out, input_blocks.4.1.proj_out",
        "down_blocks.3.resnets.1.conv2, input_blocks.11.0.out_layers.3",
        "mid_block.resnets.1.time_emb_proj, middle_block.2.emb_layers.1",
        "mid_block.attentions.0.proj_in, middle_block.1.proj_in",
        "up_blocks.0.upsamplers.0.conv, output_blocks.2.1.conv",
        "up_blocks.1.attentions.2.proj_in, output_blocks.5.1.proj_in",
        "up_blocks.1.upsamplers.0.conv, output_blocks.5.2.conv",
        "up_blocks.3.resnets.2.conv_shortcut, output_blocks.11.0.skip_connection",
        "time_embedding.linear_2, time_embed.2",
        "conv_out, out.2"
    })
    void theOriginalCheckpointsCountBlocksThroughAllLevels(String layer, String original) {
        var attending =
                new UNetLevel(320, 2, 8, List.of(1, 1), List.of(1, 1, 1), 768, false, LevelKind.CROSS, LevelKind.CROSS);
        List<UNetLevel> levels = new ArrayList<>(Collections.nCopies(3, attending));
        levels.add(new UNetLevel(1280, 2, 8, List.of(), List.of(), 768, false, LevelKind.PLAIN, LevelKind.PLAIN));
        assertThat(new OriginalNames(levels).of(layer)).isEqualTo(original);
    }
}
