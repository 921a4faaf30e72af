package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.networks.ClipTokenizer;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adapters beside a model: in mixed company, under other names, damaged, and learned words. */
class AdaptersTest {
    private static final String TOKENS = "text_model.embeddings.token_embedding.weight";
    private AdaptedModel adapted = new AdaptedModel(Path.of(""));

    @BeforeEach
    void link(@TempDir Path directory) throws IOException {
        adapted = AdaptedModel.of(GoldenFolder.own("lora"), directory);
    }

    @Test
    void rowsWithOtherAdaptersOrNoneShareACallAndAnswerAsAlone() {
        try (StableDiffusionModel model = adapted.load()) {
            LatentShape shape = model.latentShape(16, 24);
            List<Row> rows = List.of(
                    row(model, shape, List.of()),
                    row(model, shape, one("kohya_conv_form", 0.5)),
                    row(model, shape, one("kohya_conv_form", -1)),
                    row(
                            model,
                            shape,
                            List.of(new AdapterChoice("peft_form", 0.8), new AdapterChoice("kohya_form", 0.4))),
                    row(model, shape, List.of()),
                    row(model, shape, one("peft_form", 1)));
            List<float[]> together = model.evaluate(shape, rows);
            for (int i = 0; i < rows.size(); i++) {
                float[] alone = model.evaluate(shape, List.of(rows.get(i))).getFirst();
                assertThat(together.get(i)).usingComparatorWithPrecision(2e-5f).containsExactly(alone);
            }
            assertThat(together.get(1)).isNotEqualTo(together.get(2));
            assertThat(together.get(0)).usingComparatorWithPrecision(2e-5f).containsExactly(together.get(4));
        }
    }

    @Test
    void aWeightOfNoneIsTheModelItself() {
        try (StableDiffusionModel model = adapted.load()) {
            assertThat(tokens(model, "a horse", one("peft_form", 0))).isEqualTo(tokens(model, "a horse", List.of()));
        }
    }

    @Test
    void namesOfOriginalCheckpointsAreTheSameLayers() {
        adapted.rename("kohya_conv_form", "original", AdaptersTest::original, Map.of());
        assertThat(adapted.faults("original")).isEmpty();
        same("original", "kohya_conv_form", 1);
    }

    @Test
    void aPeftFileSaysItsAlphaBesideItsTensors() {
        adapted.rename(
                "peft_form",
                "stated",
                name -> name,
                Map.of("lora_adapter_metadata", "{\"unet.lora_alpha\":2,\"unet.r\":4,\"text_encoder.lora_alpha\":2}"));
        same("stated", "peft_form", 0.5);
    }

    @Test
    void aLoraForAnotherArchitectureIsRefusedWithBothShapes() {
        try (Scope scope = Scope.open(AdaptedModel.CPU)) {
            scope.run(() -> {
                String layer = "lora_unet_mid_block_attentions_0_transformer_blocks_0_attn2_to_k.";
                Map<String, Tensor> tensors = Map.of(
                        layer + "lora_down.weight",
                        Tensor.zeros(4, 768),
                        layer + "lora_up.weight",
                        Tensor.zeros(16, 4));
                adapted.write("other", tensors, Map.of());
                return layer;
            });
        }
        assertThat(adapted.faults("other"))
                .containsExactly("adapters/other.safetensors: U-Net layer"
                        + " 'mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight' has shape [16, 24];"
                        + " the adapter's change has down [4, 768] and up [16, 4]");
        try (StableDiffusionModel model = adapted.load()) {
            assertThatThrownBy(() -> model.encode(new Prompt("a horse", Prompting.PLAIN, one("other", 1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[16, 24]");
            assertThat(tokens(model, "a horse", one("peft_form", 1))).isNotEmpty();
        }
    }

    @Test
    void layersThatTheModelDoesNotHaveAreNamed() {
        adapted.rename("kohya_form", "deeper", name -> name.replace("down_blocks_0", "down_blocks_5"), Map.of());
        assertThat(adapted.faults("deeper"))
                .hasSizeGreaterThan(1)
                .first()
                .asString()
                .contains("lora_unet_down_blocks_5_", "belongs to no layer of this model's U-Net");
        adapted.rename("kohya_form", "two", name -> name.replace("lora_te_", "lora_te2_"), Map.of());
        assertThat(adapted.faults("two")).first().asString().contains("second text encoder; this model has none");
    }

    @Test
    void otherKindsOfAdapterAreRefusedByName() {
        adapted.rename("kohya_form", "dora", name -> name.replace(".alpha", ".dora_scale"), Map.of());
        assertThat(adapted.faults("dora")).first().asString().contains("dora_scale", "DoRA");
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() {
        try (Scope scope = Scope.open(AdaptedModel.CPU)) {
            scope.run(() -> {
                String layer = "unet.mid_block.attentions.0.transformer_blocks.0.attn2.to_q.";
                Map<String, Tensor> tensors = Map.of(
                        layer + "lora_A.weight",
                        Tensor.full(Double.NaN, 4, 16),
                        layer + "lora_B.weight",
                        Tensor.zeros(16, 4));
                adapted.write("broken", tensors, Map.of());
                return layer;
            });
        }
        try (StableDiffusionModel model = adapted.load()) {
            assertThatThrownBy(() -> model.encode(new Prompt("", Prompting.PLAIN, one("broken", 1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("lora_A.weight' has values that are not finite");
        }
    }

    @Test
    void aLearnedWordStandsForItsVectors() {
        try (Scope scope = Scope.open(AdaptedModel.CPU);
                SafeTensors text = SafeTensors.open(adapted.directory().resolve("text_encoder/model.safetensors"))) {
            scope.run(() -> {
                Tensor known = text.tensor(TOKENS);
                Tensor both = Tensor.cat(0, List.of(known.narrow(0, id("a"), 1), known.narrow(0, id("b"), 1)));
                adapted.write("pair", Map.of("<Pair>", both), Map.of());
                return both;
            });
        }
        try (StableDiffusionModel model = adapted.load()) {
            assertThat(tokens(model, "c <pair> d", one("pair", 1))).isEqualTo(tokens(model, "c a b d", List.of()));
            assertThat(tokens(model, "c <pair> d", one("pair", 0.5))).isNotEqualTo(tokens(model, "c a b d", List.of()));
            assertThat(tokens(model, "c <pair> d", List.of())).isNotEqualTo(tokens(model, "c a b d", List.of()));
        }
    }

    @Test
    void aWordOfAnotherTextEncoderIsRefusedWithBothSizes() {
        try (Scope scope = Scope.open(AdaptedModel.CPU)) {
            scope.run(() -> {
                adapted.write("wide", Map.of("emb_params", Tensor.zeros(2, 768)), Map.of());
                return "wide";
            });
        }
        assertThat(adapted.faults("wide"))
                .containsExactly("adapters/wide.safetensors: tensor 'emb_params' has shape [2, 768];"
                        + " vectors of this model's text encoder have 24 values");
    }

    @Test
    void anAdapterThatIsNotThereIsRefusedWithThoseThatAre() {
        try (StableDiffusionModel model = adapted.load()) {
            assertThatThrownBy(() -> model.encode(new Prompt("a horse", Prompting.PLAIN, one("../../secret", 1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not installed")
                    .hasMessageContaining("peft_form");
        }
    }

    private void same(String found, String expected, double weight) {
        try (StableDiffusionModel model = adapted.load()) {
            LatentShape shape = model.latentShape(16, 24);
            List<Row> rows = List.of(row(model, shape, one(found, 1)), row(model, shape, one(expected, weight)));
            List<float[]> answers = model.evaluate(shape, rows);
            assertThat(answers.get(0)).usingComparatorWithPrecision(2e-5f).containsExactly(answers.get(1));
        }
    }

    /** The names of the original checkpoints for the layers of a U-Net with two levels of two residual blocks. */
    private static String original(String name) {
        return name.replaceAll("down_blocks_0_resnets_0_conv1", "input_blocks_1_0_in_layers_2")
                .replaceAll("down_blocks_0_attentions_0", "input_blocks_1_1")
                .replaceAll("down_blocks_0_attentions_1", "input_blocks_2_1")
                .replaceAll("mid_block_resnets_0_conv1", "middle_block_0_in_layers_2")
                .replaceAll("mid_block_attentions_0", "middle_block_1")
                .replaceAll("up_blocks_0_resnets_0_conv1", "output_blocks_0_0_in_layers_2")
                .replaceAll("up_blocks_1_attentions_0", "output_blocks_3_1")
                .replaceAll("up_blocks_1_attentions_1", "output_blocks_4_1")
                .replaceAll("up_blocks_1_attentions_2", "output_blocks_5_1");
    }

    private long id(String word) {
        return ClipTokenizer.open(adapted.directory(), "tokenizer", 77)
                .encode(word)
                .ids()[1];
    }

    private static List<AdapterChoice> one(String name, double weight) {
        return List.of(new AdapterChoice(name, weight));
    }

    private static float[] tokens(StableDiffusionModel model, String prompt, List<AdapterChoice> adapters) {
        Signal tokens = model.encode(new Prompt(prompt, Prompting.PLAIN, adapters))
                .conditioning()
                .tokens();
        return tokens == null ? new float[0] : tokens.values();
    }

    private static Row row(StableDiffusionModel model, LatentShape shape, List<AdapterChoice> adapters) {
        var random = new SplittableRandom(7);
        float[] x = new float[shape.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return new Row(
                x,
                321,
                model.encode(new Prompt("a horse", Prompting.PLAIN, adapters)).conditioning());
    }
}
