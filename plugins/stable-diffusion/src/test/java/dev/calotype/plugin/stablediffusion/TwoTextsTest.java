package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model with two text encoders, whose U-Net is told sizes and crops. */
class TwoTextsTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    /** Of a token's state in the first encoder, in both, and inside the second one's perceptrons. */
    private static final int FIRST = 16;

    private static final int SIZES = 40;
    private static final int INNER = 48;

    private static final List<AdapterChoice> SECOND = List.of(new AdapterChoice("second", 1));

    private final StableDiffusionFamily family = new StableDiffusionFamily();

    @TempDir
    Path directory;

    private CopiedModel copied;

    @BeforeEach
    void copy() throws IOException {
        copied = CopiedModel.of(GoldenFolder.own("sdxl_tiny"), directory);
    }

    @Test
    void isDescribedByItsFiles() {
        assertThat(family.recognises(directory)).isTrue();
        ModelTraits traits = family.describe(directory);
        assertThat(traits.sizes().width()).isEqualTo(32);
        assertThat(traits.guidance()).isEqualTo(5);
    }

    @Test
    void givesZerosForNoNegativePromptUnlessItsIndexSaysOtherwise() throws IOException {
        try (Model model = family.load(directory, CPU)) {
            assertThat(values(model.encodeNegative(Prompt.of("")).conditioning().tokens()))
                    .containsOnly(0f);
            assertThat(values(model.encodeNegative(Prompt.of("")).conditioning().pooled()))
                    .containsOnly(0f);
            assertThat(values(model.encode(Prompt.of("")).conditioning().pooled()))
                    .doesNotContain(0f);
        }
        copied.edit("model_index.json", json -> json.put("force_zeros_for_empty_prompt", false));
        try (Model model = family.load(directory, CPU)) {
            assertThat(values(model.encodeNegative(Prompt.of("")).conditioning().tokens()))
                    .containsExactly(
                            values(model.encode(Prompt.of("")).conditioning().tokens()));
        }
    }

    @Test
    void isToldThePicturesSizeUnlessARowSaysOtherwise() {
        try (Model model = family.load(directory, CPU)) {
            LatentShape shape = model.latentShape(16, 32);
            Conditioning plain = model.encode(Prompt.of("a horse")).conditioning();
            float[] usual = answer(model, shape, plain);
            float[] same = answer(model, shape, plain.withTimeIds(ids(32, 16, 0, 0, 32, 16)));
            float[] cropped = answer(model, shape, plain.withTimeIds(ids(64, 64, 8, 4, 32, 16)));
            assertThat(same).containsExactly(usual);
            assertThat(cropped).isNotEqualTo(usual);
            assertThatThrownBy(() -> answer(model, shape, plain.withTimeIds(ids(1, 2, 3))))
                    .hasMessageContaining("3 time ids; this model's network reads 6");
        }
    }

    @Test
    void refusesToSkipMoreBlocksThanThereAre() {
        try (var model = (StableDiffusionModel) family.load(directory, CPU)) {
            assertThatThrownBy(() -> model.encode(new Prompt("a", new Prompting(false, false, 9), List.of())))
                    .hasMessageContaining("10 blocks before the last", "with 3 blocks");
        }
    }

    @Test
    void readsPiecesWithBothEncodersHoweverManyEachHas() {
        try (var model = (StableDiffusionModel) family.load(directory, CPU)) {
            var pieces = new Prompt("a horse on mars ".repeat(40), new Prompting(false, true), List.of(), "a horse");
            Conditioning encoded = model.encode(pieces).conditioning();
            Conditioning plain = model.encode(Prompt.of("a horse")).conditioning();
            assertThat(values(encoded.tokens())).hasSizeGreaterThan(values(plain.tokens()).length);
            assertThat(values(encoded.pooled())).containsExactly(values(plain.pooled()));
            LatentShape shape = model.latentShape(16, 32);
            assertThat(answer(model, shape, encoded)).doesNotContain(Float.NaN);
        }
    }

    @Test
    void adaptersChangeTheSecondTextEncoder() throws IOException {
        AdaptedModel adapted = adapted();
        assertThat(adapted.faults("second")).isEmpty();
        try (Model model = family.load(directory, CPU)) {
            Conditioning plain = model.encode(Prompt.of("a horse")).conditioning();
            Conditioning changed =
                    model.encode(new Prompt("a horse", Prompting.PLAIN, SECOND)).conditioning();
            float[] before = values(plain.tokens());
            float[] after = values(changed.tokens());
            assertThat(after).isNotEqualTo(before);
            for (int token = 0; token < before.length; token += SIZES) {
                assertThat(Arrays.copyOfRange(after, token, token + FIRST))
                        .containsExactly(Arrays.copyOfRange(before, token, token + FIRST));
            }
            assertThat(values(changed.pooled())).isNotEqualTo(values(plain.pooled()));
            Conditioning nothing = model.encodeNegative(new Prompt("", Prompting.PLAIN, SECOND))
                    .conditioning();
            assertThat(nothing.adapters()).isEqualTo(SECOND);
        }
    }

    /** With a LoRA for the second text encoder alone. */
    private AdaptedModel adapted() throws IOException {
        var adapted = new AdaptedModel(directory);
        Files.createDirectories(directory.resolve("adapters"));
        String layer = "lora_te2_text_model_encoder_layers_0_mlp_fc1";
        try (Scope scope = Scope.open(CPU)) {
            scope.run(() -> {
                Map<String, Tensor> tensors = Map.of(
                        layer + ".lora_down.weight", waves(2, SIZES - FIRST),
                        layer + ".lora_up.weight", waves(INNER, 2));
                adapted.write("second", tensors, Map.of());
                return layer;
            });
        }
        return adapted;
    }

    private static Tensor waves(int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        return Tensor.of(values, rows, columns);
    }

    @Test
    void namesEncodersThatDoNotFitTheUNet() throws IOException {
        copied.edit("text_encoder_2/config.json", json -> json.put("projection_dim", 21));
        assertThat(copied.faults())
                .anyMatch(fault -> fault.contains("'text_projection.weight' has shape [20, 24]"))
                .anyMatch(
                        fault -> fault.contains(
                                "projection_class_embeddings_input_dim is 68; text_encoder_2/config.json: projection_dim is 21"));
    }

    @Test
    void namesAUNetThatDoesNotReadTheSecondText() throws IOException {
        copied.edit("unet/config.json", json -> json.putNull("addition_embed_type"));
        assertThat(copied.faults()).anyMatch(fault -> fault.contains("text_encoder_2 needs text_time"));
    }

    @Test
    void namesASecondEncoderOfAnotherClass() throws IOException {
        copied.edit(
                "model_index.json",
                json -> json.putArray("text_encoder_2").add("transformers").add("T5EncoderModel"));
        assertThat(family.recognises(directory)).isFalse();
        assertThat(copied.faults())
                .contains("model_index.json: text_encoder_2 is T5EncoderModel; supported: CLIPTextModelWithProjection");
    }

    private static float[] answer(Model model, LatentShape shape, Conditioning conditioning) {
        return model.evaluate(shape, List.of(new Row(new float[shape.size()], 500, conditioning)))
                .getFirst();
    }

    private static Signal ids(float... ids) {
        return new Signal(ids, List.of(ids.length));
    }

    private static float[] values(@Nullable Signal signal) {
        return Objects.requireNonNull(signal).values();
    }
}
