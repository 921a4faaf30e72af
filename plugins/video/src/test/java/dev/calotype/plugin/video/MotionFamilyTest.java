package dev.calotype.plugin.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.networks.ContextWindows;
import dev.calotype.networks.MotionInsert;
import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.Precision;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a directory of motion modules must hold, and what a job may ask of them. */
final class MotionFamilyTest {
    private static final Path DIRECTORY =
            GoldenFolder.own("animatediff_tiny").directory().resolve("motion_adapter");
    private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";
    private static final LatentShape VIDEO = LatentShape.of(4, 8, 8, 12);

    @TempDir
    Path place;

    @Test
    void saysWhichBackboneTheyGoIntoAndThatTheyMakeFrames() {
        ConditionerTraits traits = new MotionFamily().describe(DIRECTORY);
        assertThat(traits.backbone())
                .isEqualTo(new BackboneShape("UNet2DConditionModel", 0, List.of(8, 16), List.of(2, 2), 0));
        assertThat(traits.makesFrames()).isTrue();
        assertThat(traits.wants()).isEqualTo(ConditionerTraits.Wants.NOTHING);
    }

    @Test
    void windowsAreAsTheJobAsksOrAsLongAsTheModulesKnowPositions() {
        assertThat(insert(MotionOptions.USUAL).windows()).isEqualTo(new ContextWindows(24, 6, 1, false));
        MotionInsert asked = insert(new MotionOptions(16, 0.5, 2, true, true));
        assertThat(asked.windows()).isEqualTo(new ContextWindows(16, 8, 2, true));
        assertThat(asked.causal()).isTrue();
        assertThatThrownBy(() -> insert(new MotionOptions(25, 0, 1, false, false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("context windows of 25 frames")
                .hasMessageContaining("24 frames");
    }

    @Test
    void optionsOutOfRangeAndPicturesAreRefused() {
        assertThatThrownBy(() -> new MotionOptions(-1, 0, 1, false, false)).hasMessageContaining("window is -1");
        assertThatThrownBy(() -> new MotionOptions(16, 1, 1, false, false)).hasMessageContaining("overlap is 1.0");
        assertThatThrownBy(() -> new MotionOptions(16, 0, 0, false, false)).hasMessageContaining("strides is 0");
        try (Conditioner<MotionOptions> modules = load()) {
            var picture = new ConditionerInput(null, 24, 16, VIDEO.frame(), 1, 0, 1);
            assertThatThrownBy(() -> modules.condition(picture, MotionOptions.USUAL))
                    .hasMessageContaining("frames of a video");
        }
    }

    @Test
    void damagedAndUnservedDirectoriesAreRefusedWithTheirFaults() throws IOException {
        Path copy = Files.createDirectory(place.resolve("broken"));
        String config = Files.readString(DIRECTORY.resolve("config.json"));
        Files.writeString(
                copy.resolve("config.json"), config.replace("\"conv_in_channels\": null", "\"conv_in_channels\": 9"));
        assertThatThrownBy(() -> new MotionFamily().describe(copy))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("(PIA) are not served")
                .hasMessageContaining(WEIGHTS + ": the file is missing");
        Files.writeString(copy.resolve("config.json"), config.replace("    16\n", "    32\n"));
        Files.copy(DIRECTORY.resolve(WEIGHTS), copy.resolve(WEIGHTS));
        assertThatThrownBy(() -> new MotionFamily().describe(copy)).hasMessageContaining("by config.json it needs");
    }

    private static MotionInsert insert(MotionOptions options) {
        try (Conditioner<MotionOptions> modules = load()) {
            var input = new ConditionerInput(null, 24, 16, VIDEO, 1, 0, 1);
            return (MotionInsert) modules.condition(input, options)
                    .positive()
                    .inserts()
                    .getFirst()
                    .insert();
        }
    }

    private static Conditioner<MotionOptions> load() {
        return new MotionFamily().load(DIRECTORY, new DeviceSpec(DeviceSpec.Kind.CPU, 0), Precision.FP32);
    }
}
