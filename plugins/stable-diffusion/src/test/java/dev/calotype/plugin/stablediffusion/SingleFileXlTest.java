package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.networks.LdmDirectory;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Row;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stable Diffusion XL and its refiner in one file under the original names. */
class SingleFileXlTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    /** Names of the published checkpoint, as its users know them. */
    private static final List<String> KNOWN = List.of(
            "conditioner.embedders.0.transformer.text_model.embeddings.position_embedding.weight",
            "conditioner.embedders.0.transformer.text_model.encoder.layers.0.self_attn.q_proj.weight",
            "conditioner.embedders.1.model.ln_final.weight",
            "conditioner.embedders.1.model.logit_scale",
            "conditioner.embedders.1.model.positional_embedding",
            "conditioner.embedders.1.model.text_projection",
            "conditioner.embedders.1.model.token_embedding.weight",
            "conditioner.embedders.1.model.transformer.resblocks.0.attn.in_proj_bias",
            "conditioner.embedders.1.model.transformer.resblocks.0.attn.in_proj_weight",
            "conditioner.embedders.1.model.transformer.resblocks.0.attn.out_proj.weight",
            "conditioner.embedders.1.model.transformer.resblocks.0.ln_1.weight",
            "conditioner.embedders.1.model.transformer.resblocks.0.mlp.c_fc.weight",
            "conditioner.embedders.1.model.transformer.resblocks.0.mlp.c_proj.bias",
            "first_stage_model.decoder.mid.attn_1.proj_out.weight",
            "first_stage_model.decoder.up.1.upsample.conv.weight",
            "first_stage_model.encoder.down.0.downsample.conv.weight",
            "first_stage_model.encoder.down.1.block.0.nin_shortcut.weight",
            "first_stage_model.encoder.mid.attn_1.q.weight",
            "first_stage_model.quant_conv.weight",
            "model.diffusion_model.input_blocks.0.0.weight",
            "model.diffusion_model.input_blocks.1.0.in_layers.2.weight",
            "model.diffusion_model.input_blocks.3.0.op.weight",
            "model.diffusion_model.input_blocks.4.0.skip_connection.weight",
            "model.diffusion_model.input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight",
            "model.diffusion_model.input_blocks.8.1.transformer_blocks.2.ff.net.0.proj.weight",
            "model.diffusion_model.label_emb.0.0.weight",
            "model.diffusion_model.label_emb.0.2.bias",
            "model.diffusion_model.middle_block.1.proj_in.weight",
            "model.diffusion_model.middle_block.2.out_layers.3.weight",
            "model.diffusion_model.out.0.weight",
            "model.diffusion_model.out.2.weight",
            "model.diffusion_model.output_blocks.2.2.conv.weight",
            "model.diffusion_model.output_blocks.5.2.conv.weight",
            "model.diffusion_model.output_blocks.8.0.emb_layers.1.weight",
            "model.diffusion_model.time_embed.0.weight");

    /** Fields that shapes and names tell. */
    private static final List<String> UNET = List.of(
            "in_channels",
            "out_channels",
            "block_out_channels",
            "layers_per_block",
            "transformer_layers_per_block",
            "down_block_types",
            "up_block_types",
            "cross_attention_dim",
            "use_linear_projection",
            "addition_embed_type",
            "addition_time_embed_dim",
            "projection_class_embeddings_input_dim");

    private static final List<String> TEXT = List.of(
            "hidden_act",
            "hidden_size",
            "intermediate_size",
            "max_position_embeddings",
            "num_hidden_layers",
            "projection_dim",
            "vocab_size");

    private final Path golden = GoldenFolder.own("sdxl_tiny").directory();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path place;

    private Path file = Path.of("");
    private Path into = Path.of("");

    @BeforeEach
    void name() {
        file = place.resolve("xl.safetensors");
        into = place.resolve("xl");
    }

    @Test
    void drawsWhatTheDirectoryDraws() {
        new XlInOneFile(golden).write(file);
        try (SafeTensors written = SafeTensors.open(file)) {
            assertThat(written.names()).containsAll(KNOWN);
        }
        LdmDirectory.write(file, golden, "", into);
        same(into, golden);
        assertThat(new StableDiffusionFamily().describe(into).secondPrompt()).isTrue();
    }

    @Test
    void aRefinersFileDrawsWhatItsDirectoryDraws() throws IOException {
        Path refiner = place.resolve("refiner");
        TinyRefiner.into(refiner);
        new XlInOneFile(refiner).write(file);
        LdmDirectory.write(file, refiner, "", into);
        same(into, refiner);
        LdmDirectory.write(file, tokenizers(), "", place.resolve("told"));
        told("told", refiner, "unet", UNET);
        told("told", refiner, "text_encoder_2", TEXT);
        JsonNode index = json(place.resolve("told/model_index.json"));
        assertThat(index.path("_class_name").asText()).isEqualTo("StableDiffusionXLImg2ImgPipeline");
        assertThat(index.path("requires_aesthetics_score").asBoolean()).isTrue();
        assertThat(index.at("/text_encoder/0").isNull()).isTrue();
    }

    @Test
    void tellsWhatItIsByNamesAndShapesAlone() throws IOException {
        new XlInOneFile(golden).write(file);
        LdmDirectory.write(file, tokenizers(), "", into);
        told("xl", golden, "unet", UNET);
        told("xl", golden, "text_encoder", TEXT);
        told("xl", golden, "text_encoder_2", TEXT);
        told("xl", golden, "vae", List.of("block_out_channels", "latent_channels", "scaling_factor"));
        assertThat(json(into.resolve("model_index.json")).path("_class_name").asText())
                .isEqualTo("StableDiffusionXLPipeline");
    }

    @Test
    void asksForTheFirstTextEncoderWhereOnlyTheSecondIsThere() throws IOException {
        CopiedModel copied = CopiedModel.of(GoldenFolder.own("sdxl_tiny"), place.resolve("whole"));
        new XlInOneFile(copied.directory()).write(copied.directory().resolve("xl.safetensors"));
        copied.rewrite(
                "xl.safetensors",
                name -> name.replace("conditioner.embedders.0.", "elsewhere."),
                (name, tensor) -> tensor);
        Path cut = copied.directory().resolve("xl.safetensors");
        ModelRefused refused =
                catchThrowableOfType(ModelRefused.class, () -> LdmDirectory.write(cut, golden, "", into));
        assertThat(refused.faults()).singleElement().asString().contains("has no text encoder");
    }

    /** A directory with nothing but the golden one's tokenizers. */
    private Path tokenizers() throws IOException {
        Path alone = place.resolve("tokenizers");
        CopiedModel.folder(golden, "tokenizer", alone);
        CopiedModel.folder(golden, "tokenizer_2", alone);
        return alone;
    }

    private void told(String laidOut, Path wanted, String component, List<String> fields) throws IOException {
        JsonNode found = json(place.resolve(laidOut).resolve(component + "/config.json"));
        JsonNode written = json(wanted.resolve(component + "/config.json"));
        for (String field : fields) {
            assertThat(found.path(field).toString())
                    .as(component + " " + field)
                    .isEqualTo(written.path(field).toString());
        }
    }

    private static JsonNode json(Path path) throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(path));
    }

    private static void same(Path found, Path wanted) {
        assertThat(answer(found)).containsExactly(answer(wanted));
        assertThat(picture(found)).isEqualTo(picture(wanted));
        var family = new StableDiffusionFamily();
        assertThat(family.bytes(found, Precision.FP32)).isEqualTo(family.bytes(wanted, Precision.FP32));
    }

    private static float[] answer(Path directory) {
        try (Model model = new StableDiffusionFamily().load(directory, CPU)) {
            LatentShape shape = model.latentShape(32, 32);
            float[] x = new float[shape.size()];
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) Math.sin(i);
            }
            String second = model.traits().secondPrompt() ? "a small robot" : null;
            var prompt = new Prompt("a horse", Prompting.PLAIN, List.of(), second);
            return model.evaluate(
                            shape, List.of(new Row(x, 300, model.encode(prompt).conditioning())))
                    .getFirst();
        }
    }

    private static byte[] picture(Path directory) {
        try (Model model = new StableDiffusionFamily().load(directory, CPU)) {
            LatentShape shape = model.latentShape(32, 32);
            return ((Raster) model.decode(shape, new float[shape.size()])).rgb();
        }
    }
}
