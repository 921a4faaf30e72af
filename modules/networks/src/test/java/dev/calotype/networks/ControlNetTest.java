package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.ControlNetInsert.Guess;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Insert;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** ControlNets in one call with strangers, without any, and in forms that no golden checkpoint has. */
class ControlNetTest {
    private static final String LEVELS = """
            "block_out_channels": [8, 16], "norm_num_groups": 4, "layers_per_block": 1, "attention_head_dim": 4,
            "cross_attention_dim": 6, "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"]
            """;
    private static final String UP = ", \"up_block_types\": [\"UpBlock2D\", \"CrossAttnUpBlock2D\"]";
    private static final String XL = ", \"addition_embed_type\": \"text_time\", \"addition_time_embed_dim\": 4,"
            + " \"projection_class_embeddings_input_dim\": 29";

    private final Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0));
    private final UNet2DCondition unet = new UNet2DCondition(UNetConfig.read(json(LEVELS + UP)), new Drawn());

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void rowsWithOtherHintsStrengthsAndNetworksOrNoneShareACallAndAnswerAsAlone() {
        ControlNetModel one = network("", new Drawn());
        ControlNetModel two = network("", new Drawn(3));
        List<List<Insertion>> mixes = List.of(
                List.of(Insertion.of(hint(one, 1, Guess.OFF), 0.7)),
                List.of(),
                List.of(Insertion.of(hint(one, 2, Guess.ON), 1), Insertion.of(hint(two, 3, Guess.OFF), 0.4)),
                List.of(Insertion.of(hint(two, 1, Guess.OFF), 1)),
                List.of(Insertion.of(hint(one, 1, Guess.OFF), 0)));
        float[] together = answer(mixes, 0, mixes.size());
        int each = together.length / mixes.size();
        for (int row = 0; row < mixes.size(); row++) {
            float[] alone = answer(mixes, row, 1);
            for (int i = 0; i < each; i++) {
                assertThat(together[row * each + i]).isCloseTo(alone[i], within(2e-5f));
            }
        }
        assertThat(answer(mixes, 0, 1)).isNotEqualTo(answer(List.of(List.of()), 0, 1));
    }

    @Test
    void asksEachNetworkOnceForAllOfItsRows() {
        var calls = new ArrayList<Integer>();
        ControlNetModel inner = network("", new Drawn());
        ResidualsNetwork counting = (rows, inserts, strengths) -> {
            calls.add(strengths.length);
            return inner.residuals(
                    rows,
                    inserts.stream().map(insert -> hint(inner, 1, Guess.OFF)).toList(),
                    strengths);
        };
        ResidualsInsert insert = () -> counting;
        answer(List.of(List.of(Insertion.of(insert, 1)), List.of(), List.of(Insertion.of(insert, 0.5))), 0, 3);
        assertThat(calls).containsExactly(2);
    }

    @Test
    void aZeroInitialisedControlNetAndOneOfNoStrengthChangeNothingToTheBit() {
        ControlNetModel zero = network(
                "",
                new Drawn(
                        1,
                        name -> name.startsWith("controlnet_down_blocks") || name.startsWith("controlnet_mid_block")));
        float[] bare = answer(List.of(List.of()), 0, 1);
        assertThat(answer(List.of(List.of(Insertion.of(hint(zero, 1, Guess.OFF), 1))), 0, 1))
                .isEqualTo(bare);
        ControlNetModel drawn = network("", new Drawn());
        assertThat(answer(List.of(List.of(Insertion.of(hint(drawn, 1, Guess.OFF), 0))), 0, 1))
                .isEqualTo(bare);
    }

    @Test
    void pooledResidualsAreOneNumberAChannel() {
        ControlNetModel pooling = network(", \"global_pool_conditions\": true", new Drawn());
        List<Tensor> residuals = pooling.residuals(rows(1), List.of(hint(pooling, 1, Guess.ON)), new double[] {1});
        assertThat(residuals).allMatch(residual -> residual.size(2) == 1 && residual.size(3) == 1);
        assertThat(answer(List.of(List.of(Insertion.of(hint(pooling, 1, Guess.OFF), 1))), 0, 1))
                .isNotEqualTo(answer(List.of(List.of()), 0, 1));
    }

    @Test
    void theLargeFormReadsPooledTextAndTimeIds() {
        ControlNetModel large = network(XL, new Drawn());
        assertThat(ParameterList.of(weights -> new ControlNetModel(large.config(), weights)))
                .containsKeys("add_embedding.linear_1.weight", "controlnet_down_blocks.3.weight")
                .doesNotContainKey("controlnet_down_blocks.4.weight");
        UNetRows rows = new UNetRows(
                rows(2).sample(),
                new double[] {3, 9},
                UNetConditions.of(Tensor.randn(2, 2, 5, 6), null)
                        .withText(Tensor.randn(4, 2, 5), Tensor.randn(5, 2, 6)));
        assertThat(large.residuals(
                        rows, List.of(hint(large, 1, Guess.OFF), hint(large, 2, Guess.OFF)), new double[] {1, 1}))
                .hasSize(5);
    }

    @Test
    void aHintMayHaveAnyNumberOfLevelsAndItsBluesFirst() {
        ControlNetModel deep = network(
                ", \"conditioning_embedding_out_channels\": [3, 5, 7], \"conditioning_channels\": 2", new Drawn());
        assertThat(deep.config().scale()).isEqualTo(4);
        assertThat(deep.embed(Tensor.randn(1, 1, 2, 16, 8)).shape()).containsExactly(1, 8, 4, 2);
        ControlNetModel plain = network("", new Drawn());
        ControlNetModel turned = network(", \"controlnet_conditioning_channel_order\": \"bgr\"", new Drawn());
        Tensor hint = Tensor.randn(1, 1, 3, 8, 8);
        Tensor swapped = Tensor.cat(1, hint.chunk(3, 1).reversed());
        assertThat(turned.embed(hint).toFloats()).isEqualTo(plain.embed(swapped).toFloats());
    }

    @Test
    void whatBelongsToAnotherNetworkOrToNoPortIsRefused() {
        Insert stranger = new Insert() {};
        assertThatThrownBy(() -> answer(List.of(List.of(Insertion.of(stranger, 1))), 0, 1))
                .hasMessageContaining("no port for an insert");
        ResidualsInsert few = () -> (rows, inserts, strengths) -> List.of(Tensor.zeros(1, 8, 1, 1));
        assertThatThrownBy(() -> answer(List.of(List.of(Insertion.of(few, 1))), 0, 1))
                .hasMessageContaining("belongs to another network");
    }

    private float[] answer(List<List<Insertion>> mixes, int from, int count) {
        UNetRows all = rows(mixes.size());
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = from + i;
        }
        UNetRows those = all.of(rows);
        return unet.apply(
                        those.sample(),
                        those.times(),
                        those.conditions().withInserts(mixes.subList(from, from + count)))
                .toFloats();
    }

    private static UNetRows rows(int count) {
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = 100 + 7 * i;
        }
        return new UNetRows(
                Tensor.randn(1, 8, 4, 8, 4).narrow(0, 0, count),
                times,
                UNetConditions.of(Tensor.randn(2, 8, 5, 6).narrow(0, 0, count), null));
    }

    private static ControlNetInsert hint(ControlNetModel network, long seed, Guess guess) {
        Tensor features = network.embed(Tensor.randn(seed, 1, 3, 16, 8));
        return new ControlNetInsert(network, new Signal(features.toFloats(), List.of(8, 8, 4)), guess);
    }

    private static ControlNetModel network(String more, Weights weights) {
        String hints = more.contains("out_channels") ? "" : ", \"conditioning_embedding_out_channels\": [4, 8]";
        ConfigReader json = json(LEVELS + hints + more);
        ControlNetConfig config = ControlNetConfig.read(json);
        assertThat(json.faults()).isEmpty();
        return new ControlNetModel(config, weights);
    }

    private static ConfigReader json(String fields) {
        try {
            return ConfigReader.of("config.json", new ObjectMapper().readTree("{" + fields + "}"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Weights drawn by their names; some are zeros. */
    private record Drawn(int seed, Predicate<String> zero) implements Weights {
        Drawn() {
            this(1);
        }

        Drawn(int seed) {
            this(seed, name -> false);
        }

        @Override
        public Tensor take(String name, long... shape) {
            return zero.test(name)
                    ? Tensor.zeros(shape)
                    : Tensor.randn(seed * 31L + name.hashCode(), shape).mul(0.2);
        }

        @Override
        public boolean has(String name) {
            return false;
        }
    }
}
