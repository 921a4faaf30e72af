package dev.calotype.plugin.stablediffusion;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Signal;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the U-Net of a model with two text encoders is told of prompts, against the reference's pipeline. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromptGoldenTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger("sdxl_tiny");

    @TestFactory
    Stream<DynamicTest> promptsAreEncodedAsTheReferenceDoes() {
        return ledger.tests(goldens -> Stream.of(
                        "text/prompt_embeds", "text/negative_prompt_embeds", "text/pooled", "text/negative_pooled")
                .map(name -> ledger.test(name, () -> goldens.check(name, encoded(goldens, name)))));
    }

    private static float[] encoded(GoldenFolder goldens, String name) {
        int rows = goldens.tensor(name).shape().getFirst();
        int size = goldens.tensor(name).part(0).size();
        float[] all = new float[rows * size];
        try (var model = (StableDiffusionModel) new StableDiffusionFamily().load(goldens.directory(), CPU)) {
            for (int row = 0; row < rows; row++) {
                Conditioning encoded =
                        model.encode(Prompt.of(text(goldens, name, row))).conditioning();
                Signal signal = name.endsWith("pooled") ? encoded.pooled() : encoded.tokens();
                System.arraycopy(Objects.requireNonNull(signal).values(), 0, all, row * size, size);
            }
        }
        return all;
    }

    private static String text(GoldenFolder goldens, String name, int row) {
        return name.contains("negative")
                ? goldens.description().path("negative_prompt").asText()
                : goldens.description().path("prompts").path(row).asText();
    }
}
