package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.configs.ConfigReader;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tiny, the vector-quantised and the tiled autoencoder against the reference's numbers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutoencodersGoldenTest {
    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger("autoencoders_tiny");

    @TestFactory
    Stream<DynamicTest> encodedAndDecodedPicturesAreTheReferences() {
        return ledger.tests(goldens ->
                goldens.expected("").stream().map(name -> ledger.test(name, () -> check(goldens, name))));
    }

    private static void check(GoldenFolder goldens, String name) {
        switch (name) {
            case "vq/latents" -> vq(goldens, name, "image", VQModel::encode);
            case "vq/decoded" -> vq(goldens, name, "vq/z", VQModel::decode);
            case "vq/indices" -> vq(goldens, name, "vq/z", VQModel::codes);
            case "taesd/latents" -> tiny(goldens, name, "image", AutoencoderTiny::encode);
            case "taesd/decoded" -> tiny(goldens, name, "taesd/z", AutoencoderTiny::decode);
            case "kl/decoded_plain" -> kl(goldens, name, "kl/z", AutoencoderKL::decode);
            case "kl/decoded_tiled" -> kl(goldens, name, "kl/z", AutoencoderKL::decodeTiled);
            default -> throw new AssertionError("nothing is known that computes " + name);
        }
    }

    private static void vq(GoldenFolder goldens, String name, String input, BiFunction<VQModel, Tensor, Tensor> map) {
        compare(goldens, name, input, VQModelConfig::read, VQModel::new, map);
    }

    private static void tiny(
            GoldenFolder goldens, String name, String input, BiFunction<AutoencoderTiny, Tensor, Tensor> map) {
        compare(goldens, name, input, AutoencoderTinyConfig::read, AutoencoderTiny::new, map);
    }

    private static void kl(
            GoldenFolder goldens, String name, String input, BiFunction<AutoencoderKL, Tensor, Tensor> map) {
        compare(goldens, name, input, AutoencoderConfig::read, AutoencoderKL::new, map);
    }

    private static <C, T> void compare(
            GoldenFolder goldens,
            String name,
            String input,
            Function<ConfigReader, C> read,
            BiFunction<C, Weights, T> build,
            BiFunction<T, Tensor, Tensor> map) {
        String folder = name.substring(0, name.indexOf('/'));
        try (var opened = Opened.of(goldens, folder, "diffusion_pytorch_model.safetensors", read, build)) {
            Tensor found = map.apply(opened.network(), Opened.tensor(goldens.tensor(input)));
            if (goldens.tensor(name).type().equals("I64")) {
                assertThat(found.toLongs()).isEqualTo(goldens.tensor(name).longs());
            } else {
                goldens.check(name, found.toFloats());
            }
        }
    }
}
