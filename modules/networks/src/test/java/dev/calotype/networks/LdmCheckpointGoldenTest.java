package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole pipeline in one file under the original names against the same pipeline as a directory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LdmCheckpointGoldenTest {
    private static final String FOLDER = "sd15_tiny";
    private static final String FILE = "alt/single_file_ldm_keys.safetensors";
    private static final Map<String, String> WEIGHTS = Map.of(
            "unet", "unet/diffusion_pytorch_model.safetensors",
            "vae", "vae/diffusion_pytorch_model.safetensors",
            "text_encoder", "text_encoder/model.safetensors");

    /** Fields that shapes tell; heads and groups they do not. */
    private static final Map<String, List<String>> TOLD = Map.of(
            "unet",
            List.of(
                    "in_channels",
                    "out_channels",
                    "block_out_channels",
                    "cross_attention_dim",
                    "down_block_types",
                    "up_block_types",
                    "layers_per_block",
                    "use_linear_projection"),
            "vae",
            List.of(
                    "block_out_channels",
                    "latent_channels",
                    "layers_per_block",
                    "in_channels",
                    "out_channels",
                    "use_quant_conv",
                    "use_post_quant_conv",
                    "down_block_types",
                    "scaling_factor"),
            "text_encoder",
            List.of(
                    "vocab_size",
                    "hidden_size",
                    "intermediate_size",
                    "num_hidden_layers",
                    "max_position_embeddings",
                    "hidden_act"));

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger(FOLDER);

    @TestFactory
    Stream<DynamicTest> aCheckpointHoldsWhatTheDirectoryHolds() {
        return ledger.tests(goldens -> WEIGHTS.keySet().stream()
                .sorted()
                .flatMap(component -> Stream.of(
                        ledger.test("single file: tensors of " + component, () -> tensors(goldens, component)),
                        ledger.test("single file: configuration of " + component, () -> told(goldens, component)))));
    }

    private static void tensors(GoldenFolder goldens, String component) {
        try (SafeTensors file = open(goldens);
                SafeTensors directory = SafeTensors.open(goldens.directory().resolve(WEIGHTS.get(component)));
                Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0))) {
            LdmPart part = new LdmCheckpoint(file).part(component);
            for (String name : directory.names()) {
                assertThat(part.has(name)).as(name).isTrue();
                assertThat(part.shape(name)).as(name).isEqualTo(directory.shape(name));
                assertThat(part.tensor(name).toFloats())
                        .as(name)
                        .isEqualTo(directory.tensor(name).toFloats());
            }
            assertThat(scope.owned()).isPositive();
        }
    }

    private static void told(GoldenFolder goldens, String component) throws IOException {
        try (SafeTensors file = open(goldens)) {
            var configs = new LdmConfigs(new LdmCheckpoint(file));
            ObjectNode told = switch (component) {
                case "unet" -> configs.unet();
                case "vae" -> configs.autoencoder();
                default -> configs.text(component);
            };
            JsonNode written = new ObjectMapper()
                    .readTree(goldens.directory()
                            .resolve(component + "/config.json")
                            .toFile());
            for (String field : TOLD.getOrDefault(component, List.of())) {
                assertThat(told.path(field).toString())
                        .as(field)
                        .isEqualTo(written.path(field).toString());
            }
        }
    }

    private static SafeTensors open(GoldenFolder goldens) {
        Path file = goldens.directory().resolve(FILE);
        Assumptions.assumeTrue(Files.isRegularFile(file), "there is no " + FILE);
        return SafeTensors.open(file);
    }
}
