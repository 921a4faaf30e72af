package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Row;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The family on a golden checkpoint. */
class StableDiffusionFamilyTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private final Path checkpoint = GoldenFolder.own("sd15_tiny").directory();
    private final StableDiffusionFamily family = new StableDiffusionFamily();

    @Test
    void isFoundByItsServiceFile() {
        assertThat(ServiceLoader.load(ModelFamily.class)).anyMatch(found -> found instanceof StableDiffusionFamily);
    }

    @Test
    void recognisesADirectoryByItsIndex(@TempDir Path empty) throws IOException {
        assertThat(family.recognises(checkpoint)).isTrue();
        assertThat(family.recognises(empty)).isFalse();
        CopiedModel model = CopiedModel.into(empty);
        model.edit(
                "model_index.json",
                json -> json.putArray("unet").add("diffusers").add("UNet2DModel"));
        assertThat(family.recognises(empty)).isFalse();
    }

    @Test
    void describesWithoutLoading() {
        ModelTraits traits = family.describe(checkpoint);
        assertThat(traits.sizes()).isEqualTo(new PictureSizes(64, 64, 8, 256));
        assertThat(traits.prediction()).isInstanceOf(Prediction.Epsilon.class);
        assertThat(traits.schedule().name()).isEqualTo("discrete");
        assertThat(traits.schedule().options())
                .containsEntry("spacing", "leading")
                .containsEntry("offset", 1);
        assertThat(traits.process().range().trainingSteps()).isEqualTo(1000);
    }

    @Test
    void aModelMaySuggestGuidanceAndSteps(@TempDir Path directory) throws IOException {
        CopiedModel model = CopiedModel.into(directory);
        model.edit(
                "model_index.json",
                json -> json.putObject("_calotype").put("guidance", 2.5).put("steps", 12));
        ModelTraits traits = family.describe(directory);
        assertThat(traits.guidance()).isEqualTo(2.5);
        assertThat(traits.steps()).isEqualTo(12);
    }

    @Test
    void rowsDoNotDependOnTheirCompany() {
        try (Model model = family.load(checkpoint, CPU)) {
            LatentShape shape = model.latentShape(64, 128);
            List<Row> rows = Stream.of("a red circle", "", "a photo of a horse")
                    .map(prompt -> row(model, shape, prompt))
                    .toList();
            List<float[]> together = model.evaluate(shape, rows);
            for (int i = 0; i < rows.size(); i++) {
                float[] alone = model.evaluate(shape, List.of(rows.get(i))).getFirst();
                assertThat(together.get(i)).usingComparatorWithPrecision(2e-5f).containsExactly(alone);
            }
        }
    }

    @Test
    void saysHowManyTokensOfALongPromptWereCut() {
        try (Model model = family.load(checkpoint, CPU)) {
            assertThat(model.encode(Prompt.of("a horse")).cutTokens()).isZero();
            Encoding longOne = model.encode(Prompt.of("horse ".repeat(100)));
            assertThat(longOne.cutTokens()).isEqualTo(25);
            assertThat(longOne).extracting(Encoding::conditioning).isNotNull();
        }
    }

    @Test
    void decodesToAPictureOfTheAskedSize() {
        try (Model model = family.load(checkpoint, CPU)) {
            LatentShape shape = model.latentShape(64, 128);
            assertThat(shape).isEqualTo(LatentShape.of(4, 16, 8));
            var picture = (Raster) model.decode(shape, new float[shape.size()]);
            assertThat(picture.width()).isEqualTo(64);
            assertThat(picture.height()).isEqualTo(128);
            assertThatThrownBy(() -> model.latentShape(60, 64)).hasMessageContaining("multiple of 8");
        }
    }

    private static Row row(Model model, LatentShape shape, String prompt) {
        var random = RandomGenerator.of("L64X128MixRandom");
        float[] x = new float[shape.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return new Row(
                x, 100.0 * prompt.length(), model.encode(Prompt.of(prompt)).conditioning());
    }
}
