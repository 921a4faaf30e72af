package dev.calotype.plugin.stablediffusion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pictures made from pictures, whole or in part, against the reference's pipelines, step by step. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PictureGoldenTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final List<String> PIPELINES = List.of(
            "StableDiffusionImg2ImgPipeline",
            "StableDiffusionInpaintPipeline",
            "StableDiffusionXLImg2ImgPipeline",
            "StableDiffusionXLInpaintPipeline");

    @RegisterExtension
    final GoldenLedger ordinary = new GoldenLedger("sd15_tiny");

    @RegisterExtension
    final GoldenLedger masked = new GoldenLedger("sd15_inpaint9_tiny");

    @RegisterExtension
    final GoldenLedger twoTexts = new GoldenLedger("sdxl_tiny");

    @TestFactory
    Stream<DynamicTest> picturesOfPicturesAreTheReferencesStepByStep() {
        return Stream.of(ordinary, masked, twoTexts)
                .flatMap(ledger -> ledger.tests(goldens -> goldens.cases().stream()
                        .filter(PictureGoldenTest::isOfAPicture)
                        .map(about -> ledger.test(about.path("id").asText(), () -> check(goldens, about)))));
    }

    @TestFactory
    Stream<DynamicTest> aNetworkWithMaskedChannelsAnswersAsTheReferences() {
        return masked.tests(goldens -> Stream.of(masked.test("unet/out", () -> answer(goldens))));
    }

    static boolean isOfAPicture(JsonNode about) {
        return PIPELINES.contains(about.path("pipeline").asText());
    }

    private static void check(GoldenFolder goldens, JsonNode about) {
        try (var model = load(goldens)) {
            new PictureCase(goldens, about, model).check();
        }
    }

    private static void answer(GoldenFolder goldens) {
        try (var model = load(goldens)) {
            goldens.check("unet/out", PictureCase.answer(goldens, model));
        }
    }

    private static StableDiffusionModel load(GoldenFolder goldens) {
        return (StableDiffusionModel) new StableDiffusionFamily().load(goldens.directory(), CPU);
    }
}
