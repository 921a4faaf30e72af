package dev.calotype.plugin.t2iadapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.calotype.networks.FeaturesInsert;
import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Signal;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A T2IAdapter directory: described, loaded, asked with hints of several sizes, and refused with what is needed. */
class HintTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final Path DIRECTORY =
            GoldenFolder.own("t2i_adapter_tiny").directory().resolve("adapter");
    private final HintFamily family = new HintFamily();

    @Test
    void aDirectoryIsDescribedWithoutLoadingIt() {
        assertThat(family.recognises(DIRECTORY)).isTrue();
        assertThat(family.recognises(DIRECTORY.resolve("../../base_sd_tiny/unet")))
                .isFalse();
        ConditionerTraits traits = family.describe(DIRECTORY);
        assertThat(traits.wants()).isEqualTo(ConditionerTraits.Wants.PICTURE);
        assertThat(traits.backbone())
                .isEqualTo(new BackboneShape("UNet2DConditionModel", 0, List.of(8, 16), List.of(), 0));
        assertThat(family.bytes(DIRECTORY, Precision.FP16) * 2).isEqualTo(family.bytes(DIRECTORY, Precision.FP32));
    }

    @Test
    void aHintBecomesAMapForEveryLevel() {
        FeaturesInsert insert = read(picture(24, 16), family.defaults());
        assertThat(insert.maps().stream().map(Signal::shape)).containsExactly(List.of(8, 8, 12), List.of(16, 4, 6));
        assertThat(read(picture(24, 16), family.defaults()).maps().getFirst().values())
                .containsExactly(insert.maps().getFirst().values());
    }

    @Test
    void aHintOfAnotherSizeIsStretchedOrRefusedAsTheJobAsks() {
        assertThat(read(picture(48, 20), new HintOptions("stretch")).maps()).hasSize(2);
        assertThatThrownBy(() -> read(picture(48, 20), new HintOptions("refuse")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("48×20")
                .hasMessageContaining("24×16");
        assertThatThrownBy(() -> new HintOptions("crop")).hasMessageContaining("'stretch' or 'refuse'");
    }

    @Test
    void aModelWithAnotherReductionIsRefusedWithBothNumbers() {
        try (var loaded = family.load(DIRECTORY, CPU, Precision.FP32)) {
            var input = new ConditionerInput(picture(24, 16), 24, 16, LatentShape.of(4, 2, 3), 1, 0, 1);
            assertThatThrownBy(() -> loaded.condition(input, family.defaults()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("makes 8 rows; the latent has 2");
        }
    }

    @Test
    void withoutAHintItSaysWhatIsNeeded() {
        assertThatThrownBy(() -> read(null, family.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reads a hint");
    }

    @Test
    void aFileOfAnotherShapeIsRefusedWithBothShapes(@TempDir Path directory) throws IOException {
        for (String file : List.of("config.json", "diffusion_pytorch_model.safetensors")) {
            Files.copy(DIRECTORY.resolve(file), directory.resolve(file));
        }
        Path config = directory.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"in_channels\": 3", "\"in_channels\": 1"));
        ModelRefused refused = catchThrowableOfType(ModelRefused.class, () -> family.describe(directory));
        assertThat(refused.faults())
                .singleElement()
                .asString()
                .contains("adapter.conv_in.weight", "[8, 12, 3, 3]", "[8, 4, 3, 3]");
        Files.delete(directory.resolve("diffusion_pytorch_model.safetensors"));
        assertThatThrownBy(() -> family.describe(directory)).hasMessageContaining("the file is missing");
    }

    @Test
    void aGreyHintIsThePicturesBrightness() {
        var picture = new Raster(2, 1, new byte[] {(byte) 255, 0, 0, (byte) 255, (byte) 255, (byte) 255});
        assertThat(Hints.values(picture, 1)).containsExactly(76 / 255f, 1);
        assertThat(Hints.values(picture, 3)).containsExactly(1, 1, 0, 1, 0, 1);
    }

    private FeaturesInsert read(@Nullable Signal picture, HintOptions options) {
        try (var loaded = family.load(DIRECTORY, CPU, Precision.FP32)) {
            var input = new ConditionerInput(picture, 24, 16, LatentShape.of(4, 8, 12), 0.8, 0, 1);
            Contribution given = loaded.condition(input, options);
            assertThat(given.negative()).isEqualTo(given.positive());
            assertThat(given.positive().inserts().getFirst().strength()).isEqualTo(0.8);
            return (FeaturesInsert) given.positive().inserts().getFirst().insert();
        }
    }

    /** A picture that is brighter to the right. */
    private static Signal picture(int width, int height) {
        float[] values = new float[3 * width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (i % width) / width;
        }
        return new Signal(values, List.of(3, height, width));
    }
}
