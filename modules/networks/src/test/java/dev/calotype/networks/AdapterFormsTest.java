package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.ImageAdapterShape.Kind;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.SafeTensorsWriter;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms of adapters that no golden file has: by the names and shapes of their tensors. */
class AdapterFormsTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @TempDir
    Path directory = Path.of("");

    @Test
    void aPlusAdapterMakesItsTokensFromAllPatches() {
        var shape = new ImageAdapterShape(Kind.PLUS, 12, 10, 16, 5, 2, 2, List.of(8, 8, 16));
        Map<String, List<Long>> parameters = parameters(shape);
        assertThat(parameters)
                .containsEntry("image_proj.latents", List.of(1L, 5L, 16L))
                .containsEntry("image_proj.layers.1.0.to_kv.weight", List.of(256L, 16L))
                .containsEntry("image_proj.layers.0.0.to_out.weight", List.of(16L, 128L))
                .containsEntry("image_proj.layers.1.1.3.weight", List.of(16L, 64L))
                .containsEntry("ip_adapter.5.to_v_ip.weight", List.of(16L, 10L));
        check(shape, parameters);
    }

    @Test
    void aFullAdapterMakesATokenOfEachPatch() {
        var shape = new ImageAdapterShape(Kind.FULL, 12, 10, 12, 0, 0, 0, List.of(8));
        Map<String, List<Long>> parameters = parameters(shape);
        assertThat(parameters)
                .containsEntry("image_proj.proj.2.weight", List.of(10L, 12L))
                .containsEntry("image_proj.proj.3.bias", List.of(10L));
        check(shape, parameters);
    }

    @Test
    void anAdapterForFacesIsRefusedByName() {
        Path file = write(Map.of(
                "image_proj.perceiver_resampler.proj_in.weight",
                List.of(4L, 4L),
                "ip_adapter.1.to_k_ip.weight",
                List.of(8L, 4L)));
        try (SafeTensors opened = SafeTensors.open(file)) {
            List<String> faults = new ArrayList<>();
            ImageAdapterShape.read(opened, faults);
            assertThat(ImageAdapterShape.recognises(opened)).isTrue();
            assertThat(faults).singleElement().asString().contains("face recognition network");
        }
    }

    @Test
    void aFileWithoutMapsIsRefusedWithWhatIsNeeded() {
        Path file = write(Map.of("image_proj.other.weight", List.of(4L, 4L)));
        try (SafeTensors opened = SafeTensors.open(file)) {
            List<String> faults = new ArrayList<>();
            ImageAdapterShape.read(opened, faults);
            assertThat(faults).hasSize(2);
            assertThat(faults.getFirst()).contains("ip_adapter.1.to_k_ip.weight");
            assertThat(faults.getLast()).contains("proj.3.weight");
        }
    }

    @Test
    void aFullHintAdapterHalvesBeforeEveryLevelButTheFirst() throws IOException {
        assertThat(maps("full_adapter", "[4, 8, 8, 12]", 2, 36, 20))
                .containsExactly("4x18x10", "8x9x5", "8x5x3", "12x3x2");
    }

    @Test
    void anXlHintAdapterHalvesBeforeTheThirdLevelAlone() throws IOException {
        assertThat(maps("full_adapter_xl", "[4, 8, 12, 12]", 4, 32, 16))
                .containsExactly("4x8x4", "8x8x4", "12x4x2", "12x4x2");
    }

    @Test
    void aLightHintAdapterHasOneLevelMoreThanItListsChannels() throws IOException {
        assertThat(maps("light_adapter", "[4, 8, 12]", 2, 32, 16))
                .containsExactly("4x16x8", "8x8x4", "12x4x2", "12x2x1");
    }

    @Test
    void aHintThatCannotBeFoldedIsRefusedWithBothNumbers() {
        assertThatThrownBy(() -> maps("full_adapter", "[4]", 8, 20, 16))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("multiples of 8")
                .hasMessageContaining("20");
    }

    private static List<String> maps(String kind, String channels, int fold, int height, int width) throws IOException {
        T2IAdapterConfig config = T2IAdapterConfig.read(ConfigReader.of(
                "config.json",
                new ObjectMapper()
                        .readTree("{\"adapter_type\": \"" + kind + "\", \"channels\": " + channels
                                + ", \"downscale_factor\": " + fold + "}")));
        try (Scope scope = Scope.open(CPU)) {
            return scope
                    .run(() -> new T2IAdapter(config, new Filled()).apply(Tensor.full(0.5, 1, 3, height, width)))
                    .stream()
                    .map(map -> map.size(1) + "x" + map.size(2) + "x" + map.size(3))
                    .toList();
        }
    }

    private static Map<String, List<Long>> parameters(ImageAdapterShape shape) {
        return ParameterList.of(weights -> {
            var unused = new ImageAdapter(shape, weights);
        });
    }

    /** The form is told again by its file, and the adapter made from it gives as many tokens as it says. */
    private void check(ImageAdapterShape shape, Map<String, List<Long>> parameters) {
        Path file = write(parameters);
        try (SafeTensors opened = SafeTensors.open(file);
                Scope scope = Scope.open(CPU)) {
            List<String> faults = new ArrayList<>();
            assertThat(ImageAdapterShape.read(opened, faults)).isEqualTo(shape);
            assertThat(faults).isEmpty();
            AttentionInsert insert = scope.run(() -> new ImageAdapter(shape, new FileWeights(opened))
                    .insert(Tensor.randn(3, 2, 7, shape.pictureSize())));
            int each = shape.tokens() == 0 ? 7 : shape.tokens();
            assertThat(insert.tokens().shape()).containsExactly(2 * each, shape.contextSize());
            assertThat(insert.tokens().values()).doesNotContain(Float.NaN);
        }
    }

    private Path write(Map<String, List<Long>> parameters) {
        Path file = directory.resolve("adapter.safetensors");
        try (Scope scope = Scope.open(CPU)) {
            scope.run(() -> {
                Map<String, Tensor> tensors = new LinkedHashMap<>();
                parameters.forEach((name, shape) -> tensors.put(
                        name,
                        Tensor.randn(
                                tensors.size(),
                                shape.stream().mapToLong(Long::longValue).toArray())));
                SafeTensorsWriter.write(file, tensors, Map.of());
                return file;
            });
        }
        return file;
    }
}
