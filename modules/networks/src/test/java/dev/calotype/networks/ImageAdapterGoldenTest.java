package dev.calotype.networks;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Insertion;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** CLIP's picture encoder and a U-Net with an IP-Adapter against the reference's numbers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageAdapterGoldenTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final String SCALE = "unet/out_scale";

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger("ip_adapter_tiny");

    @TestFactory
    Stream<DynamicTest> encodedPicturesAreTheReferences() {
        return ledger.tests(goldens -> Stream.of("image_embeds")
                .filter(goldens::has)
                .map(name -> ledger.test(name, () -> goldens.check(name, encoded(goldens)))));
    }

    @TestFactory
    Stream<DynamicTest> denoisedLatentsAreTheReferences() {
        return ledger.tests(goldens -> goldens.expected(SCALE).stream()
                .map(name -> ledger.test(name, () -> goldens.check(name, denoised(goldens, name)))));
    }

    private static float[] encoded(GoldenFolder goldens) {
        try (var opened = Opened.of(
                goldens, "image_encoder", "model.safetensors", ClipVisionConfig::read, ClipVisionModel::new)) {
            return opened.network()
                    .apply(Opened.tensor(goldens.tensor("pixel_values")))
                    .projected()
                    .toFloats();
        }
    }

    private static float[] denoised(GoldenFolder goldens, String name) {
        double scale = Double.parseDouble(name.substring(SCALE.length()));
        double time = Double.parseDouble(goldens.description()
                .path("tensors")
                .path(name)
                .path("desc")
                .asText()
                .replaceAll("^.*t=([0-9.]+).*$", "$1"));
        try (var opened = Opened.of(
                        goldens,
                        "../base_sd_tiny/unet",
                        "diffusion_pytorch_model.safetensors",
                        UNetConfig::read,
                        UNet2DCondition::new);
                Scope scope = Scope.open(CPU);
                SafeTensors file = SafeTensors.open(goldens.directory().resolve("ip_adapter.safetensors"))) {
            List<String> faults = new ArrayList<>();
            var shape = ImageAdapterShape.read(file, faults);
            return scope.run(() -> {
                var adapter = new ImageAdapter(shape, new FileWeights(file));
                AttentionInsert insert = adapter.insert(Opened.tensor(goldens.tensor("image_embeds")));
                Tensor sample = Opened.tensor(goldens.tensor("unet/sample"));
                UNetConditions conditions = UNetConditions.of(Opened.tensor(goldens.tensor("unet/context")), null)
                        .withInserts(List.of(List.of(Insertion.of(insert, scale))));
                return opened.network()
                        .apply(sample, new double[] {time}, conditions)
                        .toFloats();
            });
        }
    }
}
