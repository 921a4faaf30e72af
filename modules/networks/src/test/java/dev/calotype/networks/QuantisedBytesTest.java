package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.WeightStorage;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What networks take with their weights in int8, at their real size and without one value of them. */
class QuantisedBytesTest {
    @Test
    void aUNetOfUsualSizeTakesAQuarter() {
        UNetConfig config = UNetConfig.read(
                ConfigReader.of("unet", JsonNodeFactory.instance.objectNode().put("cross_attention_dim", 768)));
        Consumer<Weights> network = weights -> new UNet2DCondition(config, weights);
        assertThat(ParameterList.size(network)).isEqualTo(859_520_964);
        assertShare("a U-Net of SD 1.5's size", network, 0.251);
    }

    @Test
    void aTextEncoderKeepsItsTablesWhole() {
        ClipTextConfig config = ClipTextConfig.read(ConfigReader.of(
                "text",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("hidden_size", 768)
                        .put("intermediate_size", 3072)
                        .put("num_attention_heads", 12)));
        assertShare("its text encoder", weights -> new ClipTextModel(config, weights), 0.5);
    }

    private static void assertShare(String what, Consumer<Weights> network, double most) {
        long full = ParameterList.bytes(network, Type.F32, WeightStorage.PLAIN);
        long half = ParameterList.bytes(network, Type.BF16, WeightStorage.PLAIN);
        long small = ParameterList.bytes(network, Type.F32, WeightStorage.INT8);
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f MiB in F32, %.1f in bf16, %.1f with int8, %.4f of F32%n",
                what,
                full / 0x1p20,
                half / 0x1p20,
                small / 0x1p20,
                small / (double) full);
        assertThat(full).isEqualTo(4 * ParameterList.size(network)).isEqualTo(2 * half);
        assertThat(small / (double) full).isBetween(0.25, most);
    }
}
