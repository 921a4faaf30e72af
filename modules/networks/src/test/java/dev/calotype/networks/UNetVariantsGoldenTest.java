package dev.calotype.networks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.calotype.configs.ConfigReader;
import dev.calotype.tensor.Tensor;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Options of the U-Net that Stable Diffusion 1.5 does not use, each from a checkpoint of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UNetVariantsGoldenTest {
    private static final String FOLDER = "unet_variants";

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger(FOLDER);

    @TestFactory
    Stream<DynamicTest> everySupportedOptionIsComputedAsTheReferenceDoes() {
        return ledger.tests(goldens ->
                goldens.expected("").stream().map(name -> ledger.test(name, () -> check(goldens, name))));
    }

    private static void check(GoldenFolder goldens, String name) {
        String variant = name.substring(0, name.indexOf('/'));
        String config = variant + "/unet/config.json";
        assumeTrue(Files.exists(goldens.directory().resolve(config)), "its checkpoint is not in the folder");
        ConfigReader json = ConfigReader.open(goldens.directory(), config);
        Object _ = UNetConfig.read(json);
        assumeTrue(json.faults().isEmpty(), () -> "not supported: " + json.faults());
        try (var opened = Opened.of(
                goldens,
                variant + "/unet",
                "diffusion_pytorch_model.safetensors",
                UNetConfig::read,
                UNet2DCondition::new)) {
            var sample = Opened.tensor(goldens.tensor(variant + "/sample"));
            double[] times = new double[Math.toIntExact(sample.size(0))];
            Arrays.fill(times, time(goldens, name));
            UNetConditions conditions = UNetConditions.of(
                            given(goldens, variant + "/context"), given(goldens, variant + "/mask"))
                    .withClasses(given(goldens, variant + "/class_labels"))
                    .withText(given(goldens, variant + "/text_embeds"), given(goldens, variant + "/time_ids"))
                    .withGuidance(given(goldens, variant + "/timestep_cond"));
            goldens.check(
                    name, opened.network().apply(sample, times, conditions).toFloats());
        }
    }

    private static @Nullable Tensor given(GoldenFolder goldens, String name) {
        return goldens.has(name) ? Opened.tensor(goldens.tensor(name)) : null;
    }

    private static double time(GoldenFolder goldens, String name) {
        String about =
                goldens.description().path("tensors").path(name).path("desc").asText();
        return Double.parseDouble(about.replaceAll("^.*timestep ([0-9.]+).*$", "$1"));
    }
}
