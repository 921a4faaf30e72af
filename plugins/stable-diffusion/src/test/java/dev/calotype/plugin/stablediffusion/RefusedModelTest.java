package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that cannot be used: every fault is named, with what was found and what is needed. */
class RefusedModelTest {
    private static final String UNET = "unet/diffusion_pytorch_model.safetensors";

    @TempDir
    Path directory;

    private CopiedModel model;

    @BeforeEach
    void copy() throws IOException {
        model = CopiedModel.into(directory);
    }

    @Test
    void anUnchangedCopyIsAccepted() {
        assertThat(model.faults()).isEmpty();
    }

    @Test
    void namesEachMissingFile() throws IOException {
        model.delete(UNET);
        model.delete("tokenizer/merges.txt");
        model.delete("scheduler/scheduler_config.json");
        model.delete("vae/config.json");
        assertThat(model.faults())
                .contains(
                        UNET + ": the file is missing",
                        "tokenizer/merges.txt: the file is missing",
                        "scheduler/scheduler_config.json: the file is missing",
                        "vae/config.json: the file is missing");
    }

    @Test
    void namesAFileThatIsCutOff() throws IOException {
        model.cut(UNET, 100);
        assertThat(model.faults())
                .singleElement()
                .asString()
                .startsWith(UNET + ":")
                .contains("cut off");
    }

    @Test
    void namesAFileThatIsNotSafetensors() throws IOException {
        model.write(
                "vae/diffusion_pytorch_model.safetensors", "not a tensor in sight".getBytes(StandardCharsets.UTF_8));
        assertThat(model.faults())
                .singleElement()
                .asString()
                .startsWith("vae/diffusion_pytorch_model.safetensors:")
                .contains("not a safetensors file");
    }

    @Test
    void namesTheTensorsWhoseShapeIsNotTheConfigurations() throws IOException {
        model.edit("text_encoder/config.json", json -> json.put("intermediate_size", 50));
        assertThat(model.faults())
                .contains(
                        "text_encoder/model.safetensors: tensor 'text_model.encoder.layers.0.mlp.fc1.weight' has shape"
                                + " [48, 24]; by config.json it needs [50, 24]");
    }

    @Test
    void namesTheTensorsThatAreMissing() throws IOException {
        model.edit("unet/config.json", json -> json.put("layers_per_block", 3));
        assertThat(model.faults())
                .hasSize(9)
                .contains(
                        UNET + ": tensor 'down_blocks.0.resnets.2.norm1.weight' is missing; its shape by config.json is"
                                + " [8]");
        assertThat(model.faults().getLast()).matches(".*: and [0-9]+ tensors more");
    }

    @Test
    void refusesAPickleAndSaysHowToConvertIt() throws IOException {
        model.delete(UNET);
        model.write("unet/diffusion_pytorch_model.bin", new byte[] {'P', 'K', 3, 4});
        assertThat(model.faults())
                .singleElement()
                .asString()
                .contains("unet/diffusion_pytorch_model.bin: a pickle", UNET + " is needed", "save_file");
    }

    @Test
    void namesConfigurationValuesThatAreNotSupported() throws IOException {
        model.edit("unet/config.json", json -> {
            json.put("time_embedding_type", "fourier");
            json.put("norm_num_groups", 3);
        });
        model.edit("scheduler/scheduler_config.json", json -> json.put("prediction_type", "score"));
        assertThat(model.faults())
                .contains("unet/config.json: time_embedding_type is \"fourier\"; supported: null, \"positional\"")
                .contains("scheduler/scheduler_config.json: prediction_type is 'score'; supported: epsilon,"
                        + " v_prediction, sample, flow, flow_prediction")
                .anyMatch(fault -> fault.startsWith("unet/config.json: norm_num_groups is 3; it must divide 8"));
    }

    @Test
    void namesComponentsThatDoNotFitTogether() throws IOException {
        model.edit("unet/config.json", json -> {
            json.put("in_channels", 7);
            json.put("cross_attention_dim", 32);
        });
        assertThat(model.faults())
                .contains(
                        "unet/config.json: in_channels is 7; vae/config.json: latent_channels is 4",
                        "unet/config.json: cross_attention_dim is 32; text_encoder/config.json: hidden_size is 24");
    }

    @Test
    void namesDamagedJson() throws IOException {
        model.write("unet/config.json", "{\"in_channels\": ".getBytes(StandardCharsets.UTF_8));
        assertThat(model.faults()).anyMatch(fault -> fault.startsWith("unet/config.json: not readable JSON"));
    }
}
