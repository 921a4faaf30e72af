package dev.calotype.plugin.controlnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Signal;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ControlNet's directory must hold, and what a job may give one. */
final class ControlNetFamilyTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final Path DIRECTORY =
            GoldenFolder.own("controlnet_tiny").directory().resolve("controlnet1");

    @TempDir
    Path place;

    @Test
    void saysWhichBackboneItGoesInto() {
        assertThat(new ControlNetFamily().describe(DIRECTORY).backbone())
                .isEqualTo(new BackboneShape("UNet2DConditionModel", 4, List.of(8, 16), List.of(2, 2), 24));
    }

    @Test
    void aDamagedDirectoryIsRefusedWithItsFaults() throws IOException {
        Path copy = Files.createDirectory(place.resolve("broken"));
        Files.writeString(
                copy.resolve("config.json"),
                Files.readString(DIRECTORY.resolve("config.json"))
                        .replace("\"cross_attention_dim\": 24", "\"cross_attention_dim\": 32"));
        assertThatThrownBy(() -> new ControlNetFamily().describe(copy))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("diffusion_pytorch_model.safetensors: the file is missing");
        Files.copy(
                DIRECTORY.resolve("diffusion_pytorch_model.safetensors"),
                copy.resolve("diffusion_pytorch_model.safetensors"));
        assertThatThrownBy(() -> new ControlNetFamily().describe(copy)).hasMessageContaining("by config.json it needs");
    }

    @Test
    void aPictureOfAnotherSizeIsResizedAsAskedOrRefused() {
        try (Conditioner<ControlNetOptions> conditioner = load()) {
            Signal picture = picture(30, 20);
            for (Fit fit : List.of(Fit.STRETCH, Fit.COVER, Fit.CONTAIN)) {
                assertThat(conditioner
                                .condition(input(picture), options(Preprocessor.NONE, fit, false))
                                .shown())
                        .isNull();
            }
            assertThatThrownBy(
                            () -> conditioner.condition(input(picture), options(Preprocessor.NONE, Fit.EXACT, false)))
                    .hasMessageContaining("30×20 pixels and the result 24×16");
            assertThatThrownBy(() -> conditioner.condition(input(null), ControlNetOptions.USUAL))
                    .hasMessageContaining("needs a picture");
        }
    }

    @Test
    void aModelWithAnotherAutoencoderIsRefused() {
        try (Conditioner<ControlNetOptions> conditioner = load()) {
            var input = new ConditionerInput(picture(24, 16), 24, 16, LatentShape.of(4, 2, 3), 1, 0, 1);
            assertThatThrownBy(() -> conditioner.condition(input, ControlNetOptions.USUAL))
                    .hasMessageContaining("another autoencoder");
        }
    }

    @Test
    void guessModeActsOnThePositivePromptAlone() {
        try (Conditioner<ControlNetOptions> conditioner = load()) {
            Contribution guessing =
                    conditioner.condition(input(picture(24, 16)), options(Preprocessor.CANNY, Fit.STRETCH, true));
            assertThat(guessing.positive().inserts()).hasSize(1);
            assertThat(guessing.negative()).isEqualTo(Conditioning.NONE);
            assertThat(guessing.shown()).isNotNull();
        }
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new ControlNetOptions(Preprocessor.CANNY, Fit.STRETCH, false, 200, 100, 8))
                .hasMessageContaining("low ≤ high");
        assertThatThrownBy(() -> new ControlNetOptions(Preprocessor.TILE, Fit.STRETCH, false, 100, 200, 0))
                .hasMessageContaining("shrink is 0");
    }

    private static Conditioner<ControlNetOptions> load() {
        return new ControlNetFamily().load(DIRECTORY, CPU, Precision.FP32);
    }

    private static ControlNetOptions options(Preprocessor preprocess, Fit fit, boolean guess) {
        return new ControlNetOptions(preprocess, fit, guess, 100, 200, 8);
    }

    private static ConditionerInput input(@Nullable Signal picture) {
        return new ConditionerInput(picture, 24, 16, LatentShape.of(4, 8, 12), 1, 0, 1);
    }

    private static Signal picture(int width, int height) {
        float[] values = new float[3 * width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % width < width / 2 ? -1 : 1;
        }
        return new Signal(values, List.of(3, height, width));
    }
}
