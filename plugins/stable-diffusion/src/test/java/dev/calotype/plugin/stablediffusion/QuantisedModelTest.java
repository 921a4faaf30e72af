package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.LdmDirectory;
import dev.calotype.schedulers.SchedulerReading;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import dev.calotype.spi.WeightStorage;
import dev.calotype.tensor.TensorException;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of models with weights in int8 stay near those of the reference in F32. */
class QuantisedModelTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    /** Of a value from 0 to 1, in the mean over a picture: twice what was measured in F32, and in bf16. */
    private static final double WIDE = 0.017;

    private static final double NARROW = 0.034;

    private final StableDiffusionFamily family = new StableDiffusionFamily();

    @TestFactory
    Stream<DynamicTest> picturesOfQuantisedModelsAreNearTheReferences() {
        return Stream.of("sd15_tiny", "sd2_v_tiny", "sdxl_tiny")
                .map(GoldenFolder::own)
                .flatMap(goldens -> goldens.cases().stream()
                        .filter(about -> hasPicture(goldens, about))
                        .flatMap(about -> Stream.of(Precision.FP32, Precision.BF16)
                                .map(precision -> DynamicTest.dynamicTest(
                                        name(goldens, about) + " " + precision,
                                        () -> check(goldens, about, precision)))));
    }

    private static boolean hasPicture(GoldenFolder goldens, JsonNode about) {
        return !PictureGoldenTest.isOfAPicture(about)
                && goldens.has(about.path("id").asText() + "/image")
                && SchedulerReading.of(ConfigReader.of("scheduler", about.path("scheduler")))
                        .approximations()
                        .isEmpty();
    }

    private static String name(GoldenFolder goldens, JsonNode about) {
        return goldens.name() + " " + about.path("id").asText();
    }

    private void check(GoldenFolder goldens, JsonNode about, Precision precision) {
        try (var model = (StableDiffusionModel) family.load(goldens.directory(), CPU, precision, WeightStorage.INT8)) {
            double deviation = new TextToImageCase(goldens, about, model).deviation();
            System.out.printf(Locale.ROOT, "int8 in %s %s: %.4f%n", precision, name(goldens, about), deviation);
            assertThat(deviation).isLessThan(precision == Precision.FP32 ? WIDE : NARROW);
        }
    }

    @Test
    void theCheckpointOfOneFileIsQuantisedToo(@TempDir Path into) throws IOException {
        GoldenFolder goldens = GoldenFolder.own("sd15_tiny");
        Path file = goldens.directory().resolve("alt/single_file_ldm_keys.safetensors");
        LdmDirectory.write(file, goldens.directory(), "", into);
        JsonNode about = goldens.cases().stream()
                .filter(one -> hasPicture(goldens, one))
                .findFirst()
                .orElseThrow();
        try (var whole = (StableDiffusionModel) family.load(into, CPU, Precision.FP32, WeightStorage.INT8);
                var parts = (StableDiffusionModel)
                        family.load(goldens.directory(), CPU, Precision.FP32, WeightStorage.INT8)) {
            assertThat(new TextToImageCase(goldens, about, whole).deviation())
                    .isEqualTo(new TextToImageCase(goldens, about, parts).deviation());
        }
    }

    @Test
    void theMemoryThatIsCountedIsLessThanThatOfPlainWeights() {
        Path directory = GoldenFolder.own("sdxl_tiny").directory();
        for (Precision precision : Precision.values()) {
            long plain = family.bytes(directory, precision, WeightStorage.PLAIN);
            assertThat(plain).isEqualTo(family.bytes(directory, precision));
            long small = family.bytes(directory, precision, WeightStorage.INT8);
            System.out.printf("sdxl_tiny in %s: %d bytes, with int8 %d%n", precision, plain, small);
            assertThat(small).isLessThan(plain);
        }
    }

    @Test
    void aWeightThatIsNoNumberIsRefusedByName(@TempDir Path into) throws IOException {
        CopiedModel copied = CopiedModel.into(into);
        String unet = "unet/diffusion_pytorch_model.safetensors";
        byte[] bytes = Files.readAllBytes(into.resolve(unet));
        int values = 8 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
        Arrays.fill(bytes, values, bytes.length, (byte) 0xff);
        copied.write(unet, bytes);
        assertThatThrownBy(() -> family.load(into, CPU, Precision.FP32, WeightStorage.INT8))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("' cannot be kept in int8: whole numbers need finite values");
    }
}
