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

/** Whole pictures without a prompt: checkpoint, samplers plugin and engine against the reference's pipelines. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PixelGoldenTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger("unet2d_tiny");

    @TestFactory
    Stream<DynamicTest> picturesAreTheReferences() {
        return ledger.tests(goldens -> goldens.cases().stream()
                .map(about -> ledger.test(about.path("id").asText(), () -> check(goldens, about))));
    }

    private static void check(GoldenFolder goldens, JsonNode about) {
        List<String> missing = SchedulerReading.of(ConfigReader.of("scheduler", about.path("scheduler")))
                .approximations();
        assumeTrue(missing.isEmpty(), () -> missing.getFirst());
        try (var model = (PixelModel) new PixelFamily().load(goldens.directory(), CPU)) {
            new PixelCase(goldens, about, model).check();
        }
    }
}
