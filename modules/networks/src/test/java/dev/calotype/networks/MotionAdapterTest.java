package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import dev.calotype.tensor.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What motion modules do to a U-Net's rows, on small networks with random weights. */
class MotionAdapterTest {
    private static final String UNET = """
            {"block_out_channels": [8, 16], "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
             "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"], "layers_per_block": 1, "norm_num_groups": 4,
             "cross_attention_dim": 12, "attention_head_dim": 2, "sample_size": 8}""";
    private static final String MOTION = """
            {"block_out_channels": [8, 16], "motion_layers_per_block": 1, "motion_num_attention_heads": 2,
             "motion_max_seq_length": 6}""";
    private static final int FRAMES = 4;

    private final Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0));
    private final Random random = new Random(11);

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void modulesThatEndInZerosChangeNotASingleBit() {
        UNet2DCondition unet = unet();
        Tensor sample = drawn(1, FRAMES, 4, 8, 8);
        Tensor context = drawn(1, FRAMES, 5, 12);
        float[] bare = unet.apply(sample, times(FRAMES), context, null).toFloats();
        var zero = new MotionInsert(motion(MOTION, Set.of("proj_out")), false);
        assertThat(answer(unet, sample, context, List.of(new BlockRun(zero, 0, FRAMES, List.of(1.0)))))
                .containsExactly(bare);
        var moving = new MotionInsert(motion(MOTION, Set.of()), false);
        assertThat(answer(unet, sample, context, List.of(new BlockRun(moving, 0, FRAMES, List.of(0.0)))))
                .as("at strength 0")
                .containsExactly(bare);
        assertThat(answer(unet, sample, context, List.of(new BlockRun(moving, 0, FRAMES, List.of(1.0)))))
                .as("at strength 1")
                .isNotEqualTo(bare);
    }

    @Test
    void sequencesOfDifferentModulesAndPicturesShareACallWithoutNoticing() {
        UNet2DCondition unet = unet();
        var one = new MotionInsert(motion(MOTION, Set.of()), false);
        var other = new MotionInsert(motion(MOTION, Set.of()), true);
        Tensor sample = drawn(1, 11, 4, 8, 8);
        Tensor context = drawn(1, 11, 5, 12);
        float[] together = answer(
                unet,
                sample,
                context,
                List.of(new BlockRun(one, 1, FRAMES, List.of(1.0, 0.5)), new BlockRun(other, 9, 2, List.of(1.0))));
        var alone = new float[together.length];
        copy(alone, 0, unet, sample, context, 0, 1, List.of());
        copy(alone, 1, unet, sample, context, 1, FRAMES, List.of(new BlockRun(one, 0, FRAMES, List.of(1.0))));
        copy(alone, 5, unet, sample, context, 5, FRAMES, List.of(new BlockRun(one, 0, FRAMES, List.of(0.5))));
        copy(alone, 9, unet, sample, context, 9, 2, List.of(new BlockRun(other, 0, 2, List.of(1.0))));
        for (int i = 0; i < alone.length; i++) {
            assertThat(together[i]).isCloseTo(alone[i], within(2e-5f));
        }
    }

    @Test
    void aCausalAttentionDoesNotSeeLaterFrames() {
        MotionAdapterConfig config = MotionAdapterConfig.read(json(MOTION));
        TemporalBlock block = TemporalBlock.from(weights(Set.of()), 8, config);
        float[] values = drawn(1, 1, FRAMES, 8).toFloats();
        float[] changed = values.clone();
        changed[2 * 8] += 3;
        float[] mask = new float[FRAMES * FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            Arrays.fill(mask, i * FRAMES + i + 1, (i + 1) * FRAMES, -10_000);
        }
        Tensor directed = Tensor.of(mask, FRAMES, FRAMES);
        float[] before = block.apply(Tensor.of(values, 1, FRAMES, 8), directed).toFloats();
        float[] after = block.apply(Tensor.of(changed, 1, FRAMES, 8), directed).toFloats();
        assertThat(Arrays.copyOf(after, 16)).containsExactly(Arrays.copyOf(before, 16));
        assertThat(Arrays.copyOfRange(after, 24, 32))
                .as("the frame after the changed one")
                .isNotEqualTo(Arrays.copyOfRange(before, 24, 32));
    }

    @Test
    void aCausalInsertMasksWhatAnOrdinaryOneSees() {
        UNet2DCondition unet = unet();
        MotionAdapter modules = motion(MOTION, Set.of());
        Tensor sample = drawn(1, FRAMES, 4, 8, 8);
        Tensor context = drawn(1, FRAMES, 5, 12);
        float[] all = answer(
                unet,
                sample,
                context,
                List.of(new BlockRun(new MotionInsert(modules, false), 0, FRAMES, List.of(1.0))));
        float[] directed = answer(
                unet, sample, context, List.of(new BlockRun(new MotionInsert(modules, true), 0, FRAMES, List.of(1.0))));
        assertThat(directed).isNotEqualTo(all);
    }

    @Test
    void furtherInputChannelsAreReadByTheModulesOwnConvolution() {
        UNet2DCondition unet = unet();
        String widened = MOTION.replace("{", "{\"conv_in_channels\": 9, ");
        MotionAdapter modules = motion(widened, Set.of("proj_out"));
        var run = new BlockRun(new MotionInsert(modules, false), 0, FRAMES, List.of(1.0));
        Tensor latents = drawn(1, FRAMES, 4, 8, 8);
        Tensor context = drawn(1, FRAMES, 5, 12);
        Tensor nothing = Tensor.zeros(FRAMES, 5, 8, 8);
        float[] bare = unet.apply(latents, times(FRAMES), context, null).toFloats();
        assertThat(answer(unet, Tensor.cat(1, List.of(latents, nothing)), context, List.of(run)))
                .containsExactly(bare);
        assertThat(answer(unet, Tensor.cat(1, List.of(latents, nothing.add(1))), context, List.of(run)))
                .isNotEqualTo(bare);
    }

    @Test
    void moreFramesThanPositionsAreRefusedWithBothNumbers() {
        var insert = new MotionInsert(motion(MOTION, Set.of()), false);
        assertThatThrownBy(() -> new BlockRun(insert, 0, 7, List.of(1.0)))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("7 frames")
                .hasMessageContaining("1 to 6");
        assertThatThrownBy(() -> new BlockRun(insert, 0, 0, List.of(1.0))).isInstanceOf(TensorException.class);
    }

    @Test
    void modulesOfAnotherUNetAreToldApartWithBothShapes() {
        UNetConfig unet = UNetConfig.read(json(UNET));
        assertThat(MotionAdapterConfig.read(json(MOTION)).misfits(unet)).isEmpty();
        String other = MOTION.replace("[8, 16]", "[8, 16, 32]").replace("\"motion_layers_per_block\": 1,", "");
        assertThat(MotionAdapterConfig.read(json(other)).misfits(unet))
                .containsExactly(
                        "its levels have [8, 16, 32] channels; the model's U-Net has [8, 16]",
                        "its levels have [2, 2, 2] layers; the model's U-Net has [1, 1]");
    }

    @Test
    void everyFaultOfAConfigurationIsToldAtOnce() {
        ConfigReader json = json("""
                {"_class_name": "Other", "block_out_channels": [9, 16], "motion_num_attention_heads": 2,
                 "motion_max_seq_length": 0, "motion_mid_block_layers_per_block": 2,
                 "motion_transformer_layers_per_mid_block": 0}""");
        Object unused = MotionAdapterConfig.read(json);
        assertThat(json.faults()).hasSize(5);
    }

    private void copy(
            float[] into,
            int row,
            UNet2DCondition unet,
            Tensor sample,
            Tensor context,
            int first,
            int count,
            List<BlockRun> runs) {
        float[] part = answer(unet, sample.narrow(0, first, count), context.narrow(0, first, count), runs);
        System.arraycopy(part, 0, into, row * part.length / count, part.length);
    }

    private static float[] answer(UNet2DCondition unet, Tensor sample, Tensor context, List<BlockRun> runs) {
        return unet.apply(
                        sample,
                        times(Math.toIntExact(sample.size(0))),
                        UNetConditions.of(context, null).withBlocks(runs))
                .toFloats();
    }

    private static double[] times(int rows) {
        double[] times = new double[rows];
        Arrays.fill(times, 300);
        return times;
    }

    private UNet2DCondition unet() {
        return new UNet2DCondition(UNetConfig.read(json(UNET)), weights(Set.of()));
    }

    private MotionAdapter motion(String config, Set<String> zero) {
        return new MotionAdapter(MotionAdapterConfig.read(json(config)), weights(zero));
    }

    private static ConfigReader json(String text) {
        try {
            return ConfigReader.of("config.json", new ObjectMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Random weights, but zeros below these names. */
    private Weights weights(Set<String> zero) {
        return new Weights() {
            @Override
            public Tensor take(String name, long... shape) {
                return zero.stream().anyMatch(name::contains) ? Tensor.zeros(shape) : drawn(0.3, shape);
            }

            @Override
            public boolean has(String name) {
                return false;
            }
        };
    }

    private Tensor drawn(double deviation, long... shape) {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return Tensor.of(values, shape);
    }
}
