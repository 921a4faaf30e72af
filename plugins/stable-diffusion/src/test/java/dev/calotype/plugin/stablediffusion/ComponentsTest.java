package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.Posterior;
import dev.calotype.spi.Signal;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a directory's components may be, and what is said of fields that nobody knows. */
final class ComponentsTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void aTinyAutoencoderStandsInThePlaceOfALargeOne() throws IOException {
        CopiedModel copied = CopiedModel.into(directory);
        GoldenFolder goldens = GoldenFolder.own("autoencoders_tiny");
        for (String file : List.of("config.json", "diffusion_pytorch_model.safetensors")) {
            Files.copy(
                    goldens.directory().resolve("taesd").resolve(file),
                    directory.resolve("vae").resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        copied.edit(
                "model_index.json",
                json -> json.putArray("vae").add("diffusers").add("AutoencoderTiny"));
        try (Model model = new StableDiffusionFamily().load(directory, CPU)) {
            LatentShape shape = model.latentShape(24, 16);
            assertThat(shape).isEqualTo(LatentShape.of(4, 8, 12));
            Posterior posterior =
                    model.posterior(new Signal(goldens.tensor("image").floats(), List.of(3, 16, 24)));
            goldens.check("taesd/latents", posterior.mean());
            assertThat(posterior.deviation()).containsOnly(0);
            goldens.check(
                    "taesd/decoded",
                    ((StableDiffusionModel) model)
                            .picture(shape, goldens.tensor("taesd/z").floats()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sd15_tiny", "sd15_inpaint9_tiny", "sd2_v_tiny", "sdxl_tiny"})
    void knowsEveryFieldThatTheReferenceWrites(String folder) {
        assertThat(new StableDiffusionFamily().warnings(GoldenFolder.own(folder).directory()))
                .isEmpty();
    }

    @Test
    void namesFieldsThatNobodyKnows() throws IOException {
        CopiedModel copied = CopiedModel.into(directory);
        copied.edit("unet/config.json", json -> json.put("attention_windows", 4));
        copied.edit("vae/config.json", json -> json.put("scaling_facto", 1).put("_comment", "ours"));
        copied.edit("scheduler/scheduler_config.json", json -> json.put("beta_strat", 0.1));
        assertThat(copied.faults()).isEmpty();
        assertThat(new StableDiffusionFamily().warnings(directory))
                .containsExactlyInAnyOrder(
                        "unet/config.json: attention_windows is not known, and ignored",
                        "vae/config.json: scaling_facto is not known, and ignored",
                        "scheduler/scheduler_config.json: beta_strat is not known, and ignored");
    }
}
