package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Correction;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Row;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models without a text encoder: unconditional, of classes, and on the latents of a vector-quantised autoencoder. */
class PixelFamilyTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";
    private final Path checkpoint = GoldenFolder.own("unet2d_tiny").directory();
    private final PixelFamily family = new PixelFamily();

    @TempDir
    Path directory;

    @Test
    void isFoundByItsServiceFile() {
        assertThat(ServiceLoader.load(ModelFamily.class)).anyMatch(found -> found instanceof PixelFamily);
    }

    @Test
    void recognisesOnlyModelsWithoutATextEncoder() {
        Path prompted = GoldenFolder.own("sd15_tiny").directory();
        assertThat(family.recognises(checkpoint)).isTrue();
        assertThat(family.recognises(prompted)).isFalse();
        assertThat(family.recognises(directory)).isFalse();
        assertThat(new StableDiffusionFamily().recognises(checkpoint)).isFalse();
    }

    @Test
    void describesWithoutLoading() {
        ModelTraits traits = family.describe(checkpoint);
        assertThat(traits.sizes()).isEqualTo(new PictureSizes(16, 16, 4, 64));
        assertThat(traits.guidance()).isEqualTo(1);
        assertThat(traits.sampler().name()).isEqualTo("ddpm");
        assertThat(traits.corrections()).containsExactly(new Correction.Clip(1));
    }

    @Test
    void anUnconditionalModelTakesNoPrompt() {
        try (Model model = family.load(checkpoint, CPU)) {
            assertThat(model.encode(Prompt.of("")).conditioning().pooled()).isNull();
            assertThatThrownBy(() -> model.encode(Prompt.of("a horse".repeat(20_000))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("leave it empty")
                    .hasMessageStartingWith("the prompt is 'a horse")
                    .satisfies(refused ->
                            assertThat(String.valueOf(refused.getMessage())).hasSizeLessThan(200));
            assertThatThrownBy(() -> model.latentShape(18, 16)).hasMessageContaining("multiple of 4");
        }
    }

    @Test
    void aModelOfClassesDrawsTheOneThatThePromptNames() throws IOException {
        copy("unet_class", "unet");
        index("\"id2label\": {\"3\": \"tench, Tinca tinca\", \"4\": \"goldfish\"}");
        try (Model model = family.load(directory, CPU)) {
            LatentShape shape = model.latentShape(16, 16);
            float[] three = answer(model, shape, "3");
            assertThat(three).hasSize(2 * shape.size());
            assertThat(answer(model, shape, "Tinca tinca")).isEqualTo(three);
            assertThat(answer(model, shape, "goldfish")).isNotEqualTo(three);
            assertThatThrownBy(() -> model.encode(Prompt.of("10")))
                    .hasMessageContaining("a class's number from 0 to 9");
            assertThatThrownBy(() -> model.encode(Prompt.of("a horse"))).hasMessageContaining("or its name");
            assertThatThrownBy(() -> answer(model, shape, "")).hasMessageContaining("a row has no class");
        }
    }

    @Test
    void companyOfAnotherClassChangesNothing() throws IOException {
        copy("unet_class", "unet");
        index("\"_calotype\": {}");
        try (Model model = family.load(directory, CPU)) {
            LatentShape shape = model.latentShape(16, 16);
            List<float[]> together = model.evaluate(shape, List.of(row(model, shape, "1"), row(model, shape, "9")));
            assertThat(together.get(1)).usingComparatorWithPrecision(2e-5f).containsExactly(answer(model, shape, "9"));
        }
    }

    @Test
    void aModelOnQuantisedLatentsDecodesThem() throws IOException {
        copy("unet", "unet");
        Path codec = GoldenFolder.own("autoencoders_tiny").directory().resolve("vq");
        copy(codec, "vqvae");
        index("\"vqvae\": [\"diffusers\", \"VQModel\"]");
        try (Model model = family.load(directory, CPU)) {
            LatentShape shape = model.latentShape(32, 16);
            assertThat(shape).isEqualTo(LatentShape.of(3, 8, 16));
            var picture = (Raster) model.decode(shape, new float[shape.size()]);
            assertThat(picture.width()).isEqualTo(32);
            assertThat(picture.height()).isEqualTo(16);
        }
    }

    @Test
    void namesEverythingThatCannotBeUsed() throws IOException {
        copy("unet", "unet");
        index("\"vqvae\": [\"diffusers\", \"AutoencoderKL\"]");
        Files.writeString(directory.resolve("unet/config.json"), """
                {"block_out_channels": [8, 16, 16], "norm_num_groups": 5, "class_embed_type": "identity",
                 "down_block_types": ["DownBlock2D", "KDownBlock2D", "DownBlock2D"], "in_channels": 5}""");
        assertThatThrownBy(() -> family.describe(directory))
                .hasMessageContaining("vqvae is AutoencoderKL; supported: VQModel")
                .hasMessageContaining("norm_num_groups is 5; it must divide 8 channels")
                .hasMessageContaining("class_embed_type is \"identity\"; supported: null, \"timestep\"")
                .hasMessageContaining("down_block_types names 'KDownBlock2D'; supported: AttnDownBlock2D")
                .hasMessageContaining("in_channels is 5; a picture has 3");
    }

    private static float[] answer(Model model, LatentShape shape, String prompt) {
        return model.evaluate(shape, List.of(row(model, shape, prompt))).getFirst();
    }

    private static Row row(Model model, LatentShape shape, String prompt) {
        float[] x = new float[shape.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.sin(i);
        }
        return new Row(x, 300, model.encode(Prompt.of(prompt)).conditioning());
    }

    private void copy(String from, String to) throws IOException {
        copy(checkpoint.resolve(from), to);
    }

    private void copy(Path from, String to) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(to));
        Files.copy(from.resolve("config.json"), folder.resolve("config.json"));
        Files.copy(from.resolve(WEIGHTS), folder.resolve(WEIGHTS));
    }

    /** Writes the index, with one entry more, and the scheduler. */
    private void index(String entry) throws IOException {
        Files.writeString(
                directory.resolve("model_index.json"),
                "{\"unet\": [\"diffusers\", \"UNet2DModel\"], \"scheduler\": [\"diffusers\", \"DDPMScheduler\"], "
                        + entry + "}");
        Path scheduler = Files.createDirectories(directory.resolve("scheduler"));
        Files.copy(checkpoint.resolve("scheduler/scheduler_config.json"), scheduler.resolve("scheduler_config.json"));
    }
}
