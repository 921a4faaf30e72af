package dev.calotype.plugin.ipadapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.calotype.networks.AttentionInsert;
import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Insertion;
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

/** An IP-Adapter directory: described, loaded, asked, and refused with what is needed. */
class ImagePromptTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final Path DIRECTORY = GoldenFolder.own("ip_adapter_tiny").directory();
    private final ImagePromptFamily family = new ImagePromptFamily();

    @Test
    void aDirectoryIsDescribedWithoutLoadingIt() {
        assertThat(family.recognises(DIRECTORY)).isTrue();
        assertThat(family.recognises(DIRECTORY.resolveSibling("base_sd_tiny"))).isFalse();
        ConditionerTraits traits = family.describe(DIRECTORY);
        assertThat(traits.wants()).isEqualTo(ConditionerTraits.Wants.PICTURE);
        assertThat(traits.backbone()).isEqualTo(new BackboneShape("UNet2DConditionModel", 0, List.of(), List.of(), 24));
        assertThat(family.bytes(DIRECTORY, Precision.FP16) * 2).isEqualTo(family.bytes(DIRECTORY, Precision.FP32));
    }

    @Test
    void aPictureBecomesTokensForThePositiveRowsAndNoPictureOthersForTheNegative() {
        try (var loaded = family.load(DIRECTORY, CPU, Precision.FP32)) {
            Contribution given = loaded.condition(asked(picture(40, 30, 0.5f), 0.7), family.defaults());
            Insertion positive = only(given.positive());
            assertThat(positive.strength()).isEqualTo(0.7);
            assertThat(tokens(positive).shape()).containsExactly(4, 24);
            assertThat(tokens(only(given.negative())).values())
                    .isNotEqualTo(tokens(positive).values());
        }
    }

    @Test
    void theSamePictureGivesTheSameTokensAndAnotherOneOthers() {
        try (var loaded = family.load(DIRECTORY, CPU, Precision.FP32)) {
            float[] one = positive(loaded.condition(asked(picture(28, 28, 0.5f), 1), family.defaults()));
            float[] other = positive(loaded.condition(asked(picture(28, 28, -0.5f), 1), family.defaults()));
            float[] again = positive(loaded.condition(asked(picture(28, 28, 0.5f), 0.2), family.defaults()));
            assertThat(again).containsExactly(one);
            assertThat(other).isNotEqualTo(one);
        }
    }

    @Test
    void halfThePrecisionGivesNearlyTheSameTokens() {
        try (var whole = family.load(DIRECTORY, CPU, Precision.FP32);
                var half = family.load(DIRECTORY, CPU, Precision.BF16)) {
            ConditionerInput input = asked(picture(28, 28, 0.5f), 1);
            float[] expected = positive(whole.condition(input, family.defaults()));
            float[] found = positive(half.condition(input, family.defaults()));
            assertThat(found).usingComparatorWithPrecision(0.2f).containsExactly(expected);
        }
    }

    @Test
    void withoutAPictureItSaysWhatIsNeeded() {
        try (var loaded = family.load(DIRECTORY, CPU, Precision.FP32)) {
            assertThatThrownBy(() -> loaded.condition(asked(null, 1), family.defaults()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("needs a picture");
        }
    }

    @Test
    void anotherEncoderIsRefusedWithBothSizes(@TempDir Path directory) throws IOException {
        copy(directory);
        Path config = directory.resolve("image_encoder/config.json");
        Files.writeString(config, Files.readString(config).replace("\"projection_dim\": 20", "\"projection_dim\": 32"));
        ModelRefused refused = catchThrowableOfType(ModelRefused.class, () -> family.describe(directory));
        assertThat(refused.faults())
                .anySatisfy(fault -> assertThat(fault).contains("visual_projection.weight", "[20, 16]", "[32, 16]"))
                .anySatisfy(fault -> assertThat(fault).contains("pictures of 20 values", "gives 32"));
    }

    @Test
    void aDirectoryWithoutAnAdapterOrWithADamagedOneIsRefused(@TempDir Path directory) throws IOException {
        copy(directory);
        Path adapter = directory.resolve("ip_adapter.safetensors");
        Files.write(adapter, new byte[] {1, 2, 3});
        ModelRefused refused = catchThrowableOfType(ModelRefused.class, () -> family.describe(directory));
        assertThat(refused.faults()).anySatisfy(fault -> assertThat(fault).contains("ip_adapter.safetensors"));
        Files.delete(adapter);
        Files.writeString(directory.resolve("ip_adapter.bin"), "a pickle");
        assertThatThrownBy(() -> family.describe(directory))
                .hasMessageContaining("no file beside image_encoder with tensors 'image_proj.…' and 'ip_adapter.…'");
    }

    private static void copy(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("image_encoder"));
        for (String file :
                List.of("ip_adapter.safetensors", "image_encoder/config.json", "image_encoder/model.safetensors")) {
            Files.copy(DIRECTORY.resolve(file), directory.resolve(file));
        }
    }

    private static ConditionerInput asked(@Nullable Signal picture, double strength) {
        return new ConditionerInput(picture, 24, 16, LatentShape.of(4, 8, 12), strength, 0, 1);
    }

    /** A picture that is brighter to the right. */
    private static Signal picture(int width, int height, float slope) {
        float[] values = new float[3 * width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = slope * (i % width) / width;
        }
        return new Signal(values, List.of(3, height, width));
    }

    private static Insertion only(Conditioning conditioning) {
        assertThat(conditioning.inserts()).hasSize(1);
        return conditioning.inserts().getFirst();
    }

    private static Signal tokens(Insertion insertion) {
        return ((AttentionInsert) insertion.insert()).tokens();
    }

    private static float[] positive(Contribution given) {
        return tokens(only(given.positive())).values();
    }
}
