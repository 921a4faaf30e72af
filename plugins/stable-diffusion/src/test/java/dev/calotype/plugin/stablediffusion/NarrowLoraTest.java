package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Precision;
import dev.calotype.spi.WeightStorage;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Adapters on a U-Net of narrower numbers: near what the reference computes with them in F32, and far from it without. */
class NarrowLoraTest {
    private final GoldenFolder goldens = GoldenFolder.own("lora");

    /**
     * A way to load a model; the bounds are at most twice what was measured.
     *
     * @param answer how far the U-Net's answers may be from the reference's, as a share of their size
     * @param picture how far a picture's values, from 0 to 1, may be in the mean
     */
    private record Loading(Precision precision, WeightStorage storage, double answer, double picture) {
        @Override
        public String toString() {
            return precision + " " + storage;
        }
    }

    private static Stream<Loading> loadings() {
        return Stream.of(
                new Loading(Precision.BF16, WeightStorage.PLAIN, 0.05, 0.03),
                new Loading(Precision.FP16, WeightStorage.PLAIN, 0.007, 0.0035),
                new Loading(Precision.FP32, WeightStorage.INT8, 0.07, 0.012),
                new Loading(Precision.BF16, WeightStorage.INT8, 0.08, 0.03));
    }

    @TestFactory
    Stream<DynamicTest> answersWithAdaptersAreNearTheReferences(@TempDir Path directory) throws IOException {
        AdaptedModel adapted = AdaptedModel.of(goldens, directory);
        return loadings()
                .flatMap(loading -> goldens.expected("").stream()
                        .filter(name -> name.endsWith("/unet_out"))
                        .map(name ->
                                DynamicTest.dynamicTest(loading + " " + name, () -> answer(adapted, loading, name))));
    }

    private void answer(AdaptedModel adapted, Loading loading, String name) {
        List<AdapterChoice> choices = LoraGoldenTest.choices(LoraGoldenTest.about(goldens, name));
        float[] expected = goldens.tensor(name).floats();
        try (StableDiffusionModel model = adapted.load(loading.precision(), loading.storage())) {
            double with = far(LoraGoldenTest.unet(goldens, model, choices), expected);
            double without = far(LoraGoldenTest.unet(goldens, model, List.of()), expected);
            System.out.printf(Locale.ROOT, "%s %s: %.4f, without %.4f%n", loading, name, with, without);
            assertThat(with).isLessThan(loading.answer());
            assertThat(with).isPositive();
            if (!choices.isEmpty()) {
                assertThat(with).as("against none").isLessThan(without / 4);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> picturesWithAdaptersAreNearTheReferences(@TempDir Path directory) throws IOException {
        AdaptedModel adapted = AdaptedModel.of(goldens, directory);
        return loadings()
                .flatMap(loading -> goldens.cases().stream()
                        .map(about -> DynamicTest.dynamicTest(
                                loading + " " + about.path("id").asText(), () -> picture(adapted, loading, about))));
    }

    private void picture(AdaptedModel adapted, Loading loading, JsonNode about) {
        List<AdapterChoice> choices = LoraGoldenTest.choices(about.path("note").asText());
        try (StableDiffusionModel model = adapted.load(loading.precision(), loading.storage())) {
            double deviation = new TextToImageCase(goldens, about, model, choices).deviation();
            System.out.printf(
                    Locale.ROOT, "%s %s: %.4f%n", loading, about.path("id").asText(), deviation);
            assertThat(deviation).isLessThan(loading.picture());
        }
    }

    /** The distance as a share of what was expected, both as lengths of vectors. */
    private static double far(float[] found, float[] expected) {
        double distance = 0;
        double size = 0;
        for (int i = 0; i < found.length; i++) {
            distance += Math.pow(found[i] - expected[i], 2);
            size += Math.pow(expected[i], 2);
        }
        return Math.sqrt(distance / size);
    }
}
