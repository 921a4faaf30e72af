package dev.calotype.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.DeviceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights in several files, and the index that says which is in which. */
final class SafeTensorsIndexTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void readsShardsByTheirIndex() throws IOException {
        try (Scope scope = Scope.open(CPU)) {
            SafeTensorsWriter.write(folder.resolve("1.safetensors"), Map.of("a", Tensor.full(1, 2)), Map.of());
            SafeTensorsWriter.write(folder.resolve("2.safetensors"), Map.of("b", Tensor.full(2, 3)), Map.of());
            Path index = index("{\"a\": \"1.safetensors\", \"b\": \"2.safetensors\"}");
            try (SafeTensors read = SafeTensors.open(index)) {
                assertThat(read.tensor("b").toFloats()).containsOnly(2f);
            }
            assertThatThrownBy(() -> SafeTensors.open(index("{\"a\": \"1.safetensors\", \"c\": \"3.safetensors\"}")))
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("3.safetensors");
            assertThatThrownBy(() -> SafeTensors.open(index("{\"a\": \"../1.safetensors\"}")))
                    .isInstanceOf(TensorException.class);
            assertThat(scope.owned()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"a\": 1}",
                "{\"a\": null}",
                "{\"a\": {}}",
                "{\"a\": [\"1.safetensors\", \"2.safetensors\"]}",
                "{\"a\": \"\"}",
                "{\"a\": \"..\"}",
                "{\"a\": \"/etc/hostname\"}",
                "{\"a\": \"\\u0000\"}",
                "{\"a\": \"1.safetensors\", \"b\": \"1.safetensors\"}",
                "{"
            })
    void refusesAnIndexThatDoesNotAddUp(String map) throws IOException {
        try (Scope scope = Scope.open(CPU)) {
            SafeTensorsWriter.write(folder.resolve("1.safetensors"), Map.of("a", Tensor.full(1, 2)), Map.of());
            assertThat(scope.owned()).isPositive();
        }
        Path index = index(map);
        assertThatThrownBy(() -> SafeTensors.open(index))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining(".safetensors");
    }

    private Path index(String map) throws IOException {
        return Files.writeString(folder.resolve("weights.safetensors.index.json"), "{\"weight_map\": " + map + "}");
    }
}
