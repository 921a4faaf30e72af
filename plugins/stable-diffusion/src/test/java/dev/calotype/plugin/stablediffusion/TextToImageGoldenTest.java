package dev.calotype.plugin.stablediffusion;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.configs.ConfigReader;
import dev.calotype.schedulers.SchedulerReading;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole pictures: checkpoint, samplers plugin and engine against the reference's pipeline, step by step. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextToImageGoldenTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    private static final List<String> PIPELINES = List.of("StableDiffusionPipeline", "StableDiffusionXLPipeline");

    @RegisterExtension
    final GoldenLedger epsilon = new GoldenLedger("sd15_tiny");

    @RegisterExtension
    final GoldenLedger velocity = new GoldenLedger("sd2_v_tiny");

    @RegisterExtension
    final GoldenLedger twoTexts = new GoldenLedger("sdxl_tiny");

    @TestFactory
    Stream<DynamicTest> picturesAreTheReferencesStepByStep() {
        return Stream.of(epsilon, velocity, twoTexts)
                .flatMap(ledger -> ledger.tests(goldens -> goldens.cases().stream()
                        .filter(about -> !PictureGoldenTest.isOfAPicture(about))
                        .map(about -> ledger.test(about.path("id").asText(), () -> check(goldens, about)))));
    }

    private static void check(GoldenFolder goldens, JsonNode about) {
        String pipeline = about.path("pipeline").asText("StableDiffusionPipeline");
        assumeTrue(PIPELINES.contains(pipeline), "no " + pipeline + " yet: text to image only");
        List<String> missing = SchedulerReading.of(ConfigReader.of("scheduler", about.path("scheduler")))
                .approximations();
        assumeTrue(missing.isEmpty(), () -> missing.getFirst());
        try (var model = (StableDiffusionModel) new StableDiffusionFamily().load(goldens.directory(), CPU)) {
            new TextToImageCase(goldens, about, model).check();
        }
    }
}
