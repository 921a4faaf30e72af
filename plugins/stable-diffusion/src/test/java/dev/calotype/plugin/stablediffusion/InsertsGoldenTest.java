package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.FeaturesInsert;
import dev.calotype.networks.FileWeights;
import dev.calotype.networks.T2IAdapter;
import dev.calotype.networks.T2IAdapterConfig;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import dev.calotype.testkit.GoldenTensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole pictures with an IP-Adapter and with a T2I-Adapter against the reference's pipelines, and both in company. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsertsGoldenTest {
    @RegisterExtension
    final GoldenLedger images = new GoldenLedger("ip_adapter_tiny");

    @RegisterExtension
    final GoldenLedger hints = new GoldenLedger("t2i_adapter_tiny");

    @TestFactory
    Stream<DynamicTest> picturesWithAnImagePromptAreTheReferences() {
        return images.tests(goldens -> goldens.cases().stream()
                .map(about -> images.test(about.path("id").asText(), () -> image(goldens, about))));
    }

    @TestFactory
    Stream<DynamicTest> picturesWithAHintAreTheReferences() {
        return hints.tests(goldens -> goldens.cases().stream()
                .map(about -> hints.test(about.path("id").asText(), () -> hint(goldens, about))));
    }

    @Test
    void rowsWithOtherInsertsOrNoneShareACallAndAnswerAsAlone() {
        try (var model = model(GoldenFolder.own("ip_adapter_tiny"));
                var adapter = ImageAdapterFile.of(GoldenFolder.own("ip_adapter_tiny"))) {
            GoldenTensor pictures = GoldenFolder.own("ip_adapter_tiny").tensor("ip_embeds");
            Insertion none = Insertion.of(adapter.insert(pictures.part(0)), 0.7);
            Insertion one = Insertion.of(adapter.insert(pictures.part(1)), 0.5);
            Insertion two = Insertion.of(
                    adapter.insert(GoldenFolder.own("ip_adapter_tiny").tensor("image_embeds")), 1);
            Insertion map = Insertion.of(features(GoldenFolder.own("t2i_adapter_tiny")), 0.8);
            LatentShape shape = model.latentShape(24, 16);
            List<Row> rows = Stream.of(
                            List.of(one),
                            List.<Insertion>of(),
                            List.of(none),
                            List.of(two),
                            List.of(map, one, two),
                            List.of(map),
                            List.<Insertion>of())
                    .map(inserts -> row(model, shape, inserts))
                    .toList();
            List<float[]> together = model.evaluate(shape, rows);
            for (int i = 0; i < rows.size(); i++) {
                float[] alone = model.evaluate(shape, List.of(rows.get(i))).getFirst();
                assertThat(together.get(i)).usingComparatorWithPrecision(2e-5f).containsExactly(alone);
            }
            assertThat(together.get(0)).isNotEqualTo(together.get(1));
            assertThat(together.get(5)).isNotEqualTo(together.get(1));
            assertThat(together.get(4)).isNotEqualTo(together.get(5));
        }
    }

    @Test
    void atStrengthZeroAnInsertIsAbsentToTheBit() {
        try (var model = model(GoldenFolder.own("ip_adapter_tiny"));
                var adapter = ImageAdapterFile.of(GoldenFolder.own("ip_adapter_tiny"))) {
            Insertion image = Insertion.of(
                    adapter.insert(GoldenFolder.own("ip_adapter_tiny").tensor("image_embeds")), 0);
            Insertion map = Insertion.of(features(GoldenFolder.own("t2i_adapter_tiny")), 0);
            LatentShape shape = model.latentShape(24, 16);
            float[] bare =
                    model.evaluate(shape, List.of(row(model, shape, List.of()))).getFirst();
            float[] still = model.evaluate(shape, List.of(row(model, shape, List.of(image, map))))
                    .getFirst();
            assertThat(still).containsExactly(bare);
        }
    }

    private static void image(GoldenFolder goldens, JsonNode about) {
        double scale =
                Double.parseDouble(about.path("note").asText("scale 1").replaceAll("^.*scale ([0-9.]+).*$", "$1"));
        try (var model = model(goldens);
                var adapter = ImageAdapterFile.of(goldens)) {
            GoldenTensor pictures = goldens.tensor("ip_embeds");
            List<Insertion> negative = List.of(Insertion.of(adapter.insert(pictures.part(0)), scale));
            List<Insertion> positive = List.of(Insertion.of(adapter.insert(pictures.part(1)), scale));
            new TextToImageCase(goldens, about, model, List.of(), positive, negative).check();
        }
    }

    private static void hint(GoldenFolder goldens, JsonNode about) {
        double scale =
                about.path("arguments").path("adapter_conditioning_scale").asDouble(1);
        try (var model = model(goldens)) {
            List<Insertion> both = List.of(Insertion.of(features(goldens), scale));
            new TextToImageCase(goldens, about, model, List.of(), both, both).check();
        }
    }

    private static StableDiffusionModel model(GoldenFolder goldens) {
        Path base = goldens.directory().resolveSibling("base_sd_tiny");
        return (StableDiffusionModel) new StableDiffusionFamily().load(base, AdaptedModel.CPU);
    }

    static FeaturesInsert features(GoldenFolder goldens) {
        Path folder = goldens.directory().resolve("adapter");
        var config = T2IAdapterConfig.read(ConfigReader.open(folder, "config.json"));
        try (SafeTensors file = SafeTensors.open(folder.resolve("diffusion_pytorch_model.safetensors"));
                Scope scope = Scope.open(AdaptedModel.CPU)) {
            GoldenTensor hint = goldens.tensor("cond");
            long[] axes = hint.shape().stream().mapToLong(Integer::longValue).toArray();
            List<Signal> maps = scope.run(() -> new T2IAdapter(config, new FileWeights(file))
                    .apply(Tensor.of(hint.floats(), axes)).stream()
                            .map(InsertsGoldenTest::signal)
                            .toList());
            return new FeaturesInsert(maps);
        }
    }

    private static Signal signal(Tensor map) {
        return new Signal(
                map.toFloats(),
                Arrays.stream(map.shape()).skip(1).mapToObj(Math::toIntExact).toList());
    }

    private static Row row(StableDiffusionModel model, LatentShape shape, List<Insertion> inserts) {
        var random = new SplittableRandom(7);
        float[] x = new float[shape.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return new Row(
                x, 300, model.encode(Prompt.of("a red circle")).conditioning().withInserts(inserts));
    }
}
