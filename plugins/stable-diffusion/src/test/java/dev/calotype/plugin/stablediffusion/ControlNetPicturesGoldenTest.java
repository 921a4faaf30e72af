package dev.calotype.plugin.stablediffusion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.networks.ControlNetInsert;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Insertion;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import dev.calotype.testkit.GoldenTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole pictures under one ControlNet or several, walked by the engine as the reference's pipeline walks them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlNetPicturesGoldenTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger("controlnet_tiny");

    @TestFactory
    Stream<DynamicTest> picturesUnderControlAreTheReferences() {
        return ledger.tests(goldens -> goldens.cases().stream()
                .map(about -> ledger.test(about.path("id").asText(), () -> check(goldens, about))));
    }

    private static void check(GoldenFolder goldens, JsonNode about) {
        Path base = goldens.directory().resolveSibling("base_sd_tiny");
        JsonNode arguments = about.path("arguments");
        JsonNode strengths = arguments.path("controlnet_conditioning_scale");
        int count = strengths.isArray() ? strengths.size() : 1;
        var networks = new ArrayList<ControlNetFile>();
        try (var model = (StableDiffusionModel) new StableDiffusionFamily().load(base, CPU)) {
            List<Insertion> inserts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ControlNetFile opened = ControlNetFile.of(goldens.directory().resolve("controlnet" + (i + 1)));
                networks.add(opened);
                inserts.add(insertion(
                        opened,
                        goldens.tensor(i == 0 ? "pipe/cond" : "pipe/cond" + (i + 1)),
                        arguments,
                        strengths.isArray() ? strengths.path(i).asDouble() : strengths.asDouble(1)));
            }
            boolean guesses = arguments.path("guess_mode").asBoolean(false);
            new TextToImageCase(goldens, about, model, List.of(), inserts, guesses ? List.of() : inserts).check();
        } finally {
            networks.forEach(ControlNetFile::close);
        }
    }

    private static Insertion insertion(ControlNetFile opened, GoldenTensor hint, JsonNode arguments, double strength) {
        boolean guesses = arguments.path("guess_mode").asBoolean(false);
        return new Insertion(
                new ControlNetInsert(
                        opened.network(),
                        opened.embedded(hint),
                        guesses ? ControlNetInsert.Guess.ON : ControlNetInsert.Guess.OFF),
                strength,
                arguments.path("control_guidance_start").asDouble(0),
                arguments.path("control_guidance_end").asDouble(1));
    }
}
