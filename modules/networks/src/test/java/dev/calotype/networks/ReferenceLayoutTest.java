package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The starter models are laid out as the reference implementation lays models out: held against the directories that it
 * wrote for the golden numbers.
 */
class ReferenceLayoutTest {
    private static final Path GOLDEN = GoldenFolder.own("sd15_tiny").directory();
    private static final Path SHAPES =
            GOLDEN.resolve("../../../../models/shapes").normalize();
    private static final Path OUTLINES = SHAPES.resolveSibling("outlines");
    private static final List<Path> COMPONENTS = List.of(
            SHAPES.resolve("text_encoder/config.json"),
            SHAPES.resolve("unet/config.json"),
            SHAPES.resolve("vae/config.json"),
            OUTLINES.resolve("config.json"));

    private static final List<String> TYPES = List.of("float32", "float16", "bfloat16");

    private final WrittenForms forms = WrittenForms.gathered();

    @Test
    void theIndexNamesThePartsOfAPipelineOfTheReference() {
        JsonNode index = WrittenForms.json(SHAPES.resolve("model_index.json"));
        JsonNode written = WrittenForms.json(GOLDEN.resolve("model_index.json"));
        assertThat(index.path("_class_name")).isEqualTo(written.path("_class_name"));
        assertThat(index.path("_diffusers_version")).isEqualTo(written.path("_diffusers_version"));
        assertThat(open(index)).isEqualTo(open(written));
        open(index).stream().filter(name -> index.path(name).isArray()).forEach(name -> {
            JsonNode part = index.path(name);
            assertThat(part.size()).as(name).isEqualTo(2);
            assertThat(Files.isDirectory(SHAPES.resolve(name)))
                    .as(name + " has a folder")
                    .isEqualTo(!part.path(0).isNull());
            if (!name.equals("scheduler")) {
                assertThat(part).as(name).isEqualTo(written.path(name));
            }
        });
    }

    /** Its pipelines warn of a scheduler whose {@code steps_offset} is not 1, and set it. */
    @Test
    void theSchedulerIsTheOneThatTheIndexNames() {
        JsonNode index = WrittenForms.json(SHAPES.resolve("model_index.json"));
        JsonNode scheduler = WrittenForms.json(SHAPES.resolve("scheduler/scheduler_config.json"));
        String type = WrittenForms.typeOf(scheduler);
        assertThat(forms.fields()).containsKey(type);
        assertThat(index.at("/scheduler/1").asText()).isEqualTo(type);
        assertThat(scheduler.path("steps_offset").asInt()).isEqualTo(1);
    }

    /** Fields that are not private, which the reference hands to the pipeline. */
    private static Set<String> open(JsonNode index) {
        Set<String> names = new TreeSet<>();
        index.fieldNames().forEachRemaining(name -> {
            if (!name.startsWith("_")) {
                names.add(name);
            }
        });
        return names;
    }

    @Test
    void configurationsSayNothingThatTheReferenceDoesNotWrite() {
        Stream.concat(Stream.of(SHAPES.resolve("scheduler/scheduler_config.json")), COMPONENTS.stream())
                .forEach(config -> {
                    ObjectNode json = (ObjectNode) WrittenForms.json(config);
                    JsonNode type = json.remove("torch_dtype");
                    assertThat(type == null || TYPES.contains(type.asText()))
                            .as(config + " torch_dtype")
                            .isTrue();
                    assertThat(forms.strange(WrittenForms.typeOf(json), json))
                            .as(config.toString())
                            .isEmpty();
                });
    }

    @Test
    void weightsAreThoseThatTheConfigurationsAskForAndNoneBesides() {
        for (Path config : COMPONENTS) {
            Path weights = WrittenWeights.beside(config).orElseThrow();
            assertThat(WrittenWeights.held(weights)).as(config.toString()).isEqualTo(WrittenWeights.demanded(config));
            try (SafeTensors file = SafeTensors.open(weights)) {
                assertThat(file.metadata()).as(config.toString()).containsEntry("format", "pt");
            }
        }
    }

    @Test
    void theReferencesOwnDirectoriesHoldWhatTheirConfigurationsAskFor() {
        Set<String> types = new HashSet<>();
        for (Path config : WrittenForms.configs()) {
            WrittenWeights.beside(config).ifPresent(weights -> {
                types.add(WrittenForms.typeOf(WrittenForms.json(config)));
                assertThat(WrittenWeights.held(weights))
                        .as(config.toString())
                        .isEqualTo(WrittenWeights.demanded(config));
            });
        }
        assertThat(types).hasSize(5);
    }

    @Test
    void theTokenizerIsComplete() throws IOException {
        Path folder = SHAPES.resolve("tokenizer");
        JsonNode vocabulary = WrittenForms.json(folder.resolve("vocab.json"));
        List<String> merges = Files.readAllLines(folder.resolve("merges.txt"));
        JsonNode text = WrittenForms.json(SHAPES.resolve("text_encoder/config.json"));
        Set<Integer> ids = new TreeSet<>();
        vocabulary.forEach(id -> ids.add(id.asInt()));
        assertThat(ids).hasSize(vocabulary.size()).first().isEqualTo(0);
        assertThat(ids).last().isEqualTo(vocabulary.size() - 1);
        assertThat(vocabulary.size()).isEqualTo(text.path("vocab_size").asInt());
        assertThat(merges.getFirst()).startsWith("#version");
        for (String merge : merges.subList(1, merges.size())) {
            assertThat(vocabulary.has(merge.replace(" ", ""))).as(merge).isTrue();
            assertThat(merge.split(" ")).hasSize(2).allMatch(vocabulary::has);
        }
        JsonNode config = WrittenForms.json(folder.resolve("tokenizer_config.json"));
        JsonNode special = WrittenForms.json(folder.resolve("special_tokens_map.json"));
        assertThat(open(WrittenForms.json(GOLDEN.resolve("tokenizer/tokenizer_config.json"))))
                .containsAll(open(config));
        assertThat(open(special))
                .isEqualTo(open(WrittenForms.json(GOLDEN.resolve("tokenizer/special_tokens_map.json"))));
        special.properties().forEach(token -> {
            assertThat(token.getValue()).as(token.getKey()).isEqualTo(config.path(token.getKey()));
            assertThat(vocabulary.has(token.getValue().asText()))
                    .as(token.getKey())
                    .isTrue();
        });
        for (String token : List.of("bos_token", "eos_token", "pad_token")) {
            assertThat(text.path(token + "_id").asInt())
                    .as(token)
                    .isEqualTo(vocabulary.path(special.path(token).asText()).asInt());
        }
        assertThat(config.path("model_max_length")).isEqualTo(text.path("max_position_embeddings"));
    }

    @Test
    void theHintsOfTheOutlinesComeToTheSizeOfTheLatents() {
        JsonNode outlines = WrittenForms.json(OUTLINES.resolve("config.json"));
        JsonNode unet = WrittenForms.json(SHAPES.resolve("unet/config.json"));
        JsonNode pictures = WrittenForms.json(SHAPES.resolve("vae/config.json"));
        assertThat(outlines.path("conditioning_embedding_out_channels").size())
                .isEqualTo(pictures.path("block_out_channels").size());
        for (String field : List.of(
                "attention_head_dim",
                "block_out_channels",
                "cross_attention_dim",
                "down_block_types",
                "in_channels",
                "layers_per_block",
                "resnet_time_scale_shift")) {
            assertThat(outlines.path(field)).as(field).isEqualTo(unet.path(field));
        }
    }
}
