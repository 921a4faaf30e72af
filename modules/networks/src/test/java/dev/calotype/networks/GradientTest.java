package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Autograd;
import dev.calotype.tensor.FlatParameters;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Networks built from fresh weights can be trained: the gradient of every parameter is the slope of the loss. */
class GradientTest {
    private static final double STEP = 1e-3;

    @Test
    void everyParameterOfTheUNetHasTheSlopeOfTheLossAsItsGradient() throws IOException {
        UNetConfig config = UNetConfig.read(json("""
                {"block_out_channels": [8, 16], "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
                 "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"], "layers_per_block": 1, "norm_num_groups": 4,
                 "cross_attention_dim": 12, "attention_head_dim": 2, "in_channels": 3, "out_channels": 3,
                 "addition_embed_type": "text", "addition_embed_type_num_heads": 2, "sample_size": 8}"""));
        try (Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0))) {
            var fresh = new Fresh();
            var unet = new UNet2DCondition(config, fresh);
            Tensor sample = fresh.drawn(1, 2, 3, 8, 8);
            Tensor context = fresh.drawn(1, 2, 5, 12);
            Tensor probe = fresh.drawn(1, 2, 3, 8, 8);
            check(
                    fresh,
                    () -> unet.apply(sample, new double[] {10, 700}, context, null)
                            .mul(probe)
                            .sum());
        }
    }

    @Test
    void everyParameterOfAUNetWithAddedAttentionAndTextHasTheSlopeOfTheLossAsItsGradient() throws IOException {
        UNetConfig config = UNetConfig.read(json("""
                {"block_out_channels": [8, 16],
                 "down_block_types": ["ResnetDownsampleBlock2D", "SimpleCrossAttnDownBlock2D"],
                 "up_block_types": ["SimpleCrossAttnUpBlock2D", "ResnetUpsampleBlock2D"],
                 "mid_block_type": "UNetMidBlock2DSimpleCrossAttn", "layers_per_block": 1, "norm_num_groups": 4,
                 "cross_attention_dim": 32, "cross_attention_norm": "group_norm", "encoder_hid_dim": 12,
                 "attention_head_dim": 4, "in_channels": 3, "out_channels": 3, "resnet_skip_time_act": true,
                 "resnet_out_scale_factor": 1.414, "resnet_time_scale_shift": "scale_shift", "act_fn": "gelu",
                 "time_embedding_act_fn": "silu", "timestep_post_act": "silu", "time_cond_proj_dim": 5,
                 "num_class_embeds": 3, "addition_embed_type": "text_time", "addition_time_embed_dim": 4,
                 "projection_class_embeddings_input_dim": 17, "sample_size": 8}"""));
        try (Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0))) {
            var fresh = new Fresh();
            var unet = new UNet2DCondition(config, fresh);
            assertThat(fresh.made).containsKeys("time_embedding.cond_proj.weight", "encoder_hid_proj.weight");
            Tensor sample = fresh.drawn(1, 2, 3, 8, 8);
            UNetConditions conditions = UNetConditions.of(fresh.drawn(1, 2, 5, 12), null)
                    .withClasses(Tensor.of(new long[] {2, 0}, 2))
                    .withText(fresh.drawn(1, 2, 9), Tensor.of(new float[] {64, 32, 0, 8}, 2, 2))
                    .withGuidance(fresh.drawn(1, 2, 5));
            Tensor probe = fresh.drawn(1, 2, 3, 8, 8);
            check(
                    fresh,
                    () -> unet.apply(sample, new double[] {10, 700}, conditions)
                            .mul(probe)
                            .sum());
        }
    }

    @Test
    void everyParameterOfTheAutoencoderHasTheSlopeOfTheLossAsItsGradient() throws IOException {
        AutoencoderConfig config = AutoencoderConfig.read(json("""
                {"block_out_channels": [4, 8, 8], "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D",
                 "DownEncoderBlock2D"], "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"],
                 "layers_per_block": 1, "norm_num_groups": 2, "mid_block_add_attention": false,
                 "use_quant_conv": false, "use_post_quant_conv": false}"""));
        try (Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0))) {
            var fresh = new Fresh();
            var autoencoder = new AutoencoderKL(config, fresh);
            assertThat(fresh.made.keySet()).noneMatch(name -> name.contains("attentions") || name.contains("quant"));
            Tensor pictures = fresh.drawn(1, 1, 3, 16, 16);
            Tensor probe = fresh.drawn(1, 1, 3, 16, 16);
            check(
                    fresh,
                    () -> autoencoder
                            .decode(autoencoder.encode(pictures).mean())
                            .mul(probe)
                            .sum());
        }
    }

    @Test
    void everyParameterOfThePixelUNetHasTheSlopeOfTheLossAsItsGradient() throws IOException {
        UNet2DConfig config = UNet2DConfig.read(json("""
                {"block_out_channels": [8, 8, 16], "norm_num_groups": 4, "layers_per_block": 1, "sample_size": 8,
                 "down_block_types": ["SkipDownBlock2D", "ResnetDownsampleBlock2D", "AttnDownBlock2D"],
                 "up_block_types": ["SkipUpBlock2D", "SkipUpBlock2D", "SkipUpBlock2D"],
                 "attention_head_dim": 4, "time_embedding_type": "fourier", "num_class_embeds": 3,
                 "resnet_time_scale_shift": "scale_shift"}"""));
        try (Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0))) {
            var fresh = new Fresh();
            var unet = new UNet2D(config, fresh);
            Tensor sample = fresh.drawn(1, 2, 3, 8, 8);
            Tensor probe = fresh.drawn(1, 2, 3, 8, 8);
            double[] levels = {0.7, 1.9};
            double[] labels = {2, 0};
            check(fresh, () -> unet.apply(sample, levels, labels).mul(probe).sum());
        }
    }

    @Test
    void everyParameterOfTheTextEncoderHasTheSlopeOfTheLossAsItsGradient() throws IOException {
        ClipTextConfig config = ClipTextConfig.read(json("""
                {"vocab_size": 20, "hidden_size": 8, "intermediate_size": 16, "num_hidden_layers": 2,
                 "num_attention_heads": 2, "max_position_embeddings": 6}"""));
        try (Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0))) {
            var fresh = new Fresh();
            var text = new ClipTextModel(config, fresh);
            Tensor probe = fresh.drawn(1, 1, 6, 8);
            var ids = List.of(new int[] {0, 5, 7, 3, 19, 19});
            check(fresh, () -> text.apply(ids).last().mul(probe).sum());
        }
    }

    /** Compares the sum of all gradients along a random direction with the loss's difference along it. */
    private static void check(Fresh fresh, Supplier<Tensor> loss) {
        double there = loss.get().item();
        Map<String, float[]> directions = new HashMap<>();
        Autograd.backward(Autograd.record(loss));
        double slope = 0;
        for (var entry : fresh.made.entrySet()) {
            float[] gradient = Autograd.gradient(entry.getValue()).toFloats();
            float[] direction = fresh.random(gradient.length, 1);
            directions.put(entry.getKey(), direction);
            for (int i = 0; i < gradient.length; i++) {
                slope += gradient[i] * direction[i];
            }
        }
        fresh.move(directions, STEP);
        double ahead = loss.get().item();
        fresh.move(directions, -2 * STEP);
        double behind = loss.get().item();
        assertThat(there).isFinite();
        double measured = (ahead - behind) / (2 * STEP);
        assertThat(measured).isCloseTo(slope, within(0.03 * Math.abs(slope) + 0.05));
    }

    private static ConfigReader json(String text) throws IOException {
        return ConfigReader.of("config.json", new ObjectMapper().readTree(text));
    }

    /** Weights drawn at random when they are taken. */
    private static final class Fresh implements Weights {
        private final Random random = new Random(7);
        private final Map<String, Tensor> made = new HashMap<>();

        @Override
        public Tensor take(String name, long... shape) {
            Tensor tensor = Autograd.leaf(drawn(0.3, shape));
            made.put(name, tensor);
            return tensor;
        }

        @Override
        public boolean has(String name) {
            return false;
        }

        Tensor drawn(double deviation, long... shape) {
            int count = 1;
            for (long size : shape) {
                count *= (int) size;
            }
            return Tensor.of(random(count, deviation), shape);
        }

        float[] random(int count, double deviation) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (deviation * random.nextGaussian());
            }
            return values;
        }

        void move(Map<String, float[]> directions, double step) {
            directions.forEach((name, direction) -> {
                Tensor parameter = Objects.requireNonNull(made.get(name));
                FlatParameters.addInto(
                        parameter, Tensor.of(direction, parameter.shape()).mul(step));
            });
        }
    }
}
