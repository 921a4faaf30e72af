package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Options of pixel U-Nets and autoencoders that no golden checkpoint uses: their parameters' names, and that they run. */
class OtherOptionsTest {
    private final Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0));

    /** Weights that any name has. */
    private static final class Drawn implements Weights {
        @Override
        public Tensor take(String name, long... shape) {
            return Tensor.randn(name.hashCode(), shape).mul(0.2);
        }

        @Override
        public boolean has(String name) {
            return false;
        }
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void consistencyModelsHalveAndDoubleTheirAttendingLevelsByResidualBlocks() throws IOException {
        UNet2DConfig config = UNet2DConfig.read(json("""
                {"block_out_channels": [8, 16], "norm_num_groups": 4, "layers_per_block": 1, "attention_head_dim": 4,
                 "down_block_types": ["AttnDownBlock2D", "AttnDownBlock2D"], "downsample_type": "resnet",
                 "up_block_types": ["AttnUpBlock2D", "ResnetUpsampleBlock2D"], "upsample_type": "resnet",
                 "attn_norm_num_groups": 8, "resnet_time_scale_shift": "scale_shift", "num_class_embeds": 5}"""));
        assertThat(ParameterList.of(weights -> new UNet2D(config, weights)))
                .containsEntry("down_blocks.0.downsamplers.0.conv1.weight", List.of(8L, 8L, 3L, 3L))
                .containsEntry("up_blocks.0.upsamplers.0.time_emb_proj.weight", List.of(32L, 32L))
                .containsEntry("mid_block.attentions.0.group_norm.weight", List.of(16L))
                .containsEntry("class_embedding.weight", List.of(5L, 32L))
                .doesNotContainKeys("up_blocks.0.upsamplers.0.conv.weight", "time_proj.weight");
        assertThat(answered(config, new double[] {1, 4})).containsExactly(2, 3, 12, 8);
    }

    @Test
    void timesMayBeLearnedAndClassesEmbeddedLikeThem() throws IOException {
        UNet2DConfig config = UNet2DConfig.read(json("""
                {"block_out_channels": [8, 8], "norm_num_groups": 4, "layers_per_block": 1, "attention_head_dim": null,
                 "time_embedding_type": "learned", "num_train_timesteps": 900, "class_embed_type": "timestep",
                 "mid_block_type": null}"""));
        assertThat(ParameterList.of(weights -> new UNet2D(config, weights)))
                .containsEntry("time_proj.weight", List.of(900L, 8L))
                .containsEntry("class_embedding.linear_2.weight", List.of(32L, 32L))
                .doesNotContainKey("mid_block.resnets.0.norm1.weight");
        assertThat(config.levels()).allMatch(level -> level.heads() == 1);
        assertThat(answered(config, new double[] {3, 7})).containsExactly(2, 3, 12, 8);
    }

    @Test
    void levelsOfAnAutoencoderMayAttend() throws IOException {
        VQModelConfig config = VQModelConfig.read(json("""
                {"block_out_channels": [4, 8], "norm_num_groups": 2, "vq_embed_dim": 2, "num_vq_embeddings": 6,
                 "down_block_types": ["DownEncoderBlock2D", "AttnDownEncoderBlock2D"],
                 "up_block_types": ["AttnUpDecoderBlock2D", "UpDecoderBlock2D"]}"""));
        assertThat(ParameterList.of(weights -> new VQModel(config, weights)))
                .containsKeys(
                        "encoder.down_blocks.1.attentions.0.to_q.weight",
                        "decoder.up_blocks.0.attentions.1.to_q.weight")
                .doesNotContainKeys("encoder.down_blocks.0.attentions.0.to_q.weight");
        var model = new VQModel(config, new Drawn());
        Tensor latents = model.encode(Tensor.randn(3, 2, 3, 8, 12));
        assertThat(latents.shape()).containsExactly(2, 2, 4, 6);
        assertThat(model.decodeCodes(model.codes(latents)).toFloats())
                .isEqualTo(model.decode(latents).toFloats());
    }

    @Test
    void encodingInTilesGivesALatentOfTheSameSize() throws IOException {
        AutoencoderConfig config = AutoencoderConfig.read(json("""
                {"block_out_channels": [4, 8], "norm_num_groups": 2, "sample_size": 16,
                 "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"],
                 "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D"]}"""));
        var model = new AutoencoderKL(config, new Drawn());
        Tensor small = Tensor.randn(5, 1, 3, 16, 12);
        assertThat(model.encodeTiled(small).mean().toFloats())
                .isEqualTo(model.encode(small).mean().toFloats());
        assertThat(model.encodeTiled(Tensor.randn(5, 1, 3, 36, 20)).mean().shape())
                .containsExactly(1, 4, 18, 10);
    }

    @Test
    void aPictureThatWouldLeaveItsFeaturesIsRefused() throws IOException {
        ConfigReader json = json("""
                {"block_out_channels": [8, 8, 8], "norm_num_groups": 4, "layers_per_block": 1,
                 "down_block_types": ["DownBlock2D", "SkipDownBlock2D", "DownBlock2D"],
                 "up_block_types": ["SkipUpBlock2D", "UpBlock2D", "UpBlock2D"]}""");
        assertThat(UNet2DConfig.read(json).levels()).hasSize(3);
        assertThat(json.faults())
                .containsExactly(
                        "config.json: down_block_types has a Skip block after one of another kind; all before it must be"
                                + " Skip",
                        "config.json: up_block_types has a Skip block before one of another kind; all after it must be"
                                + " Skip");
    }

    private static long[] answered(UNet2DConfig config, double[] labels) {
        var unet = new UNet2D(config, new Drawn());
        Tensor answer = unet.apply(Tensor.randn(1, 2, 3, 12, 8), new double[] {20, 800}, labels);
        assertThat(answer.toFloats()).doesNotContain(Float.NaN);
        return answer.shape();
    }

    private static ConfigReader json(String text) throws IOException {
        return ConfigReader.of("config.json", new ObjectMapper().readTree(text));
    }
}
