package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.configs.ConfigReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a U-Net's configuration says, and what is said of one that cannot be. */
class UNetConfigTest {
    private static final String XL = """
            {"block_out_channels": [32, 64, 64], "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D",
             "CrossAttnDownBlock2D"], "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
             "transformer_layers_per_block": [1, [2, 2], [4, 4]], "cross_attention_dim": 48""";

    @Test
    void depthsMayDifferByLayerAndByWay() throws IOException {
        ConfigReader json = json(XL + ", \"reverse_transformer_layers_per_block\": [[4, 4, 10], [2, 1, 1], 1]}");
        UNetConfig config = UNetConfig.read(json);
        assertThat(json.faults()).isEmpty();
        assertThat(config.levels().get(2).depthsDown()).isEqualTo(List.of(4, 4));
        assertThat(config.levels().get(2).depthsUp()).isEqualTo(List.of(4, 4, 10));
        assertThat(config.levels().get(1).depthsUp()).isEqualTo(List.of(2, 1, 1));
        Map<String, List<Long>> parameters = ParameterList.of(weights -> new UNet2DCondition(config, weights));
        assertThat(parameters)
                .containsKey("up_blocks.0.attentions.2.transformer_blocks.9.attn1.to_q.weight")
                .containsKey("mid_block.attentions.0.transformer_blocks.3.attn1.to_q.weight")
                .doesNotContainKey("mid_block.attentions.0.transformer_blocks.4.attn1.to_q.weight");
    }

    @Test
    void depthsByLayerNeedTheWayUpToo() throws IOException {
        ConfigReader json = json(XL + "}");
        Object _ = UNetConfig.read(json);
        assertThat(json.faults())
                .isNotEmpty()
                .allMatch(fault -> fault.contains("reverse_transformer_layers_per_block is needed"));
    }

    @Test
    void textAndTimeNeedTheirSizes() throws IOException {
        ConfigReader json = json("{\"addition_embed_type\": \"text_time\", \"addition_time_embed_dim\": 256}");
        Object _ = UNetConfig.read(json);
        assertThat(json.faults()).singleElement().asString().contains("projection_class_embeddings_input_dim", "needs");
    }

    @Test
    void scaleOfResidualSumsIsForLevelsThatResampleInBlocksOnly() throws IOException {
        UNetConfig config = UNetConfig.read(json("{\"resnet_out_scale_factor\": 1.5, \"resnet_skip_time_act\": true}"));
        assertThat(config.style(LevelKind.CROSS).outputScale()).isEqualTo(1);
        assertThat(config.style(LevelKind.ADDED).outputScale()).isEqualTo(1.5);
        assertThat(config.bareTime(LevelKind.PLAIN)).isFalse();
        assertThat(config.bareTime(LevelKind.RESIDUAL)).isTrue();
    }

    @Test
    void namesValuesThatAreNotSupported() throws IOException {
        ConfigReader json = json("""
                {"addition_embed_type": "image", "class_embed_type": "words", "only_cross_attention": [true],
                 "down_block_types": ["KDownBlock2D", "DownBlock2D", "DownBlock2D", "DownBlock2D"]}""");
        Object _ = UNetConfig.read(json);
        assertThat(json.faults())
                .anyMatch(fault -> fault.contains("addition_embed_type is \"image\"; supported: null, \"text\""))
                .anyMatch(fault -> fault.contains("class_embed_type is \"words\""))
                .anyMatch(fault -> fault.contains("only_cross_attention lists 1 values; 4 are needed"))
                .anyMatch(fault -> fault.contains("down_block_types names 'KDownBlock2D'; supported: DownBlock2D,"));
    }

    private static ConfigReader json(String text) throws IOException {
        return ConfigReader.of("config.json", new ObjectMapper().readTree(text));
    }
}
