package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import dev.calotype.testkit.GoldenFolder;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Pictures of a U-Net in bf16 stay near those of the reference in F32. */
class HalfPrecisionTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    /** Of a value from 0 to 1, in the mean over a picture. */
    private static final double BOUND = 0.02;

    @TestFactory
    Stream<DynamicTest> picturesInHalfPrecisionAreNearTheReferences() {
        GoldenFolder goldens = GoldenFolder.own("sd15_tiny");
        return goldens.cases().stream()
                .filter(about -> !PictureGoldenTest.isOfAPicture(about) && hasPicture(goldens, about))
                .map(about -> DynamicTest.dynamicTest(about.path("id").asText(), () -> check(goldens, about)));
    }

    private static boolean hasPicture(GoldenFolder goldens, JsonNode about) {
        return goldens.has(about.path("id").asText() + "/image");
    }

    private static void check(GoldenFolder goldens, JsonNode about) {
        try (var model =
                (StableDiffusionModel) new StableDiffusionFamily().load(goldens.directory(), CPU, Precision.BF16)) {
            double deviation = new TextToImageCase(goldens, about, model).deviation();
            System.out.printf(Locale.ROOT, "bf16 %s: %.4f%n", about.path("id").asText(), deviation);
            assertThat(deviation).isLessThan(BOUND);
        }
    }
}
