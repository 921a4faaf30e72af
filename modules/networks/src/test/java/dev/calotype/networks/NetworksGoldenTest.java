package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import dev.calotype.testkit.GoldenTensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Text encoder, U-Net and autoencoder against the reference's numbers, each tensor within its own tolerance. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworksGoldenTest {
    @RegisterExtension
    final GoldenLedger first = new GoldenLedger("sd15_tiny");

    @RegisterExtension
    final GoldenLedger second = new GoldenLedger("sd2_v_tiny");

    @RegisterExtension
    final GoldenLedger third = new GoldenLedger("sdxl_tiny");

    @TestFactory
    Stream<DynamicTest> projectedTextsAreTheReferences() {
        return third.tests(goldens -> Stream.of("text/te2_text_embeds")
                .map(name -> third.test(name, () -> goldens.check(name, projected(goldens)))));
    }

    @TestFactory
    Stream<DynamicTest> textStatesAreTheReferences() {
        return Stream.of(first, second).flatMap(ledger -> tests(ledger, "text/", NetworksGoldenTest::text));
    }

    @TestFactory
    Stream<DynamicTest> denoisedLatentsAreTheReferences() {
        return Stream.of(first, second, third).flatMap(ledger -> tests(ledger, "unet/", NetworksGoldenTest::unet));
    }

    @TestFactory
    Stream<DynamicTest> encodedAndDecodedPicturesAreTheReferences() {
        return Stream.of(first, second).flatMap(ledger -> tests(ledger, "vae/", NetworksGoldenTest::autoencoder));
    }

    private interface Check {
        float[] compute(GoldenFolder goldens, String name);
    }

    private static Stream<DynamicTest> tests(GoldenLedger ledger, String prefix, Check check) {
        return ledger.tests(goldens -> goldens.expected(prefix).stream()
                .filter(name -> !name.equals("text/ids"))
                .map(name -> ledger.test(name, () -> goldens.check(name, check.compute(goldens, name)))));
    }

    private static float[] text(GoldenFolder goldens, String name) {
        try (var opened =
                Opened.of(goldens, "text_encoder", "model.safetensors", ClipTextConfig::read, ClipTextModel::new)) {
            ClipTextModel model = opened.network();
            ClipTextModel.States states = model.apply(ids(goldens, "text/ids"));
            String what = name.substring("text/".length());
            Tensor result = switch (what) {
                case "last_hidden_state" -> states.last();
                case "pooler_output" -> states.pooled();
                default ->
                    what.startsWith("clip_skip")
                            ? model.skipping(states, number(what, "clip_skip"))
                            : states.hidden().get(number(what, "hidden"));
            };
            return result.toFloats();
        }
    }

    private static float[] projected(GoldenFolder goldens) {
        try (var opened = Opened.of(
                goldens,
                "text_encoder_2",
                "model.safetensors",
                ClipTextConfig::read,
                ClipTextModelWithProjection::new)) {
            ClipTextModelWithProjection model = opened.network();
            return model.project(model.apply(ids(goldens, "text/ids2"))).toFloats();
        }
    }

    private static List<int[]> ids(GoldenFolder goldens, String name) {
        GoldenTensor ids = goldens.tensor(name);
        return IntStream.range(0, ids.shape().getFirst())
                .mapToObj(row -> Arrays.stream(ids.part(row).longs())
                        .mapToInt(Math::toIntExact)
                        .toArray())
                .toList();
    }

    private static float[] unet(GoldenFolder goldens, String name) {
        try (var opened = Opened.of(
                goldens, "unet", "diffusion_pytorch_model.safetensors", UNetConfig::read, UNet2DCondition::new)) {
            Tensor context = Opened.tensor(goldens.tensor("unet/context"));
            String what = name.substring("unet/out_".length());
            String input = what.equals("odd") ? "unet/sample_odd" : "unet/sample";
            Tensor sample = Opened.tensor(goldens.tensor(input));
            Tensor mask = what.equals("mask") ? Opened.tensor(goldens.tensor("unet/mask")) : null;
            double[] times = times(goldens, name, what, Math.toIntExact(sample.size(0)));
            UNetConditions conditions = UNetConditions.of(context.narrow(0, 0, sample.size(0)), mask);
            if (goldens.has("unet/time_ids")) {
                conditions = conditions.withText(
                        Opened.tensor(goldens.tensor("unet/text_embeds")),
                        Opened.tensor(goldens.tensor("unet/time_ids")));
            }
            return opened.network().apply(sample, times, conditions).toFloats();
        }
    }

    private static double[] times(GoldenFolder goldens, String name, String what, int rows) {
        if (what.equals("t_pair")) {
            return Arrays.stream(goldens.tensor("unet/t_pair").longs())
                    .mapToDouble(time -> time)
                    .toArray();
        }
        String about =
                goldens.description().path("tensors").path(name).path("desc").asText();
        String time =
                what.matches("t[0-9]+") ? what.substring(1) : about.replaceAll("^.*(?:timestep |t=)([0-9.]+).*$", "$1");
        double[] times = new double[rows];
        Arrays.fill(times, Double.parseDouble(time));
        return times;
    }

    private static float[] autoencoder(GoldenFolder goldens, String name) {
        try (var opened = Opened.of(
                goldens, "vae", "diffusion_pytorch_model.safetensors", AutoencoderConfig::read, AutoencoderKL::new)) {
            AutoencoderKL model = opened.network();
            if (name.equals("vae/decoded")) {
                return model.decode(Opened.tensor(goldens.tensor("vae/z"))).toFloats();
            }
            AutoencoderKL.Moments moments = model.encode(Opened.tensor(goldens.tensor("vae/image")));
            return Tensor.cat(1, List.of(moments.mean(), moments.logVariance())).toFloats();
        }
    }

    private static int number(String text, String prefix) {
        return Integer.parseInt(text.substring(prefix.length()));
    }
}
