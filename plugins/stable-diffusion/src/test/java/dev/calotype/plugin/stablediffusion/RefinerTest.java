package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.engine.Beginning;
import dev.calotype.engine.Engine;
import dev.calotype.engine.Guidance;
import dev.calotype.engine.PictureSource;
import dev.calotype.engine.StepReport;
import dev.calotype.engine.Strength;
import dev.calotype.engine.TorchNoise;
import dev.calotype.engine.Walk;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.FramingUse;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.spi.Trajectory;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.Planned;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The refiner of Stable Diffusion XL: the second text encoder alone, and an aesthetic score among the time ids. */
class RefinerTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final int STEPS = 10;
    private static final Strength SHARE = new Strength(0.3);

    /** Of a latent of 32×32 pixels. */
    private static final int SIZE = 4 * 16 * 16;

    private final StableDiffusionFamily family = new StableDiffusionFamily();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path base;

    private CopiedModel refiner = new CopiedModel(Path.of(""));

    @BeforeEach
    void cutOut() throws IOException {
        refiner = TinyRefiner.into(directory);
    }

    @Test
    void isDescribedByItsFiles() {
        assertThat(family.recognises(directory)).isTrue();
        assertThat(family.warnings(directory)).isEmpty();
        ModelTraits traits = family.describe(directory);
        assertThat(traits.framing()).isEqualTo(FramingUse.SCORE);
        assertThat(traits.secondPrompt()).isFalse();
        assertThat(traits.guidance()).isEqualTo(5);
    }

    @Test
    void answersAsTheWholeModelThatIsDeafToWhatARefinerDoesNotRead() throws IOException {
        TinyRefiner.deafBase(base);
        try (Model small = family.load(directory, CPU);
                Model whole = family.load(base, CPU)) {
            LatentShape shape = small.latentShape(16, 32);
            Conditioning own = small.encode(Prompt.of("a horse")).conditioning();
            Conditioning other = whole.encode(Prompt.of("a horse")).conditioning();
            assertThat(values(own.pooled())).containsExactly(values(other.pooled()));
            float[] usual = answer(small, shape, own);
            assertThat(usual)
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(answer(whole, shape, other.withTimeIds(ids(32, 16, 0, 0, 6, 99))));
            float[] avoided = answer(small, shape, own.withTimeIds(ids(64, 64, 8, 4, 2.5f)));
            assertThat(avoided)
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(answer(whole, shape, other.withTimeIds(ids(64, 64, 8, 4, 2.5f, 99))));
            assertThat(avoided).isNotEqualTo(usual);
            assertThatThrownBy(() -> answer(small, shape, own.withTimeIds(ids(32, 16, 0, 0, 32, 16))))
                    .hasMessageContaining("6 time ids; this model's network reads 5");
        }
    }

    @Test
    void readsTheEmptyTextForNoNegativePromptUnlessItsIndexSaysZeros() throws IOException {
        try (Model model = family.load(directory, CPU)) {
            assertThat(values(model.encodeNegative(Prompt.of("")).conditioning().tokens()))
                    .containsExactly(
                            values(model.encode(Prompt.of("")).conditioning().tokens()));
            assertThatThrownBy(() -> model.encode(new Prompt("a", Prompting.PLAIN, List.of(), "b")))
                    .hasMessageContaining("leave out 'second'");
        }
        refiner.edit("model_index.json", json -> json.put("force_zeros_for_empty_prompt", true));
        try (Model model = family.load(directory, CPU)) {
            Conditioning nothing = model.encodeNegative(Prompt.of("")).conditioning();
            assertThat(values(nothing.tokens())).hasSize(77 * 24).containsOnly(0f);
            assertThat(values(nothing.pooled())).hasSize(20).containsOnly(0f);
        }
    }

    @Test
    void goesOnFromThePictureThatTheWholeModelDrew() {
        try (var whole = (StableDiffusionModel)
                        family.load(GoldenFolder.own("sdxl_tiny").directory(), CPU);
                var small = (StableDiffusionModel) family.load(directory, CPU)) {
            Signal picture = drawn(whole, 7);
            Trajectory plan = plan(small.traits(), SHARE);
            assertThat(plan.evaluations()).isEqualTo(3);
            List<float[]> points = refined(small, plan, picture);
            Level first = plan.steps().getFirst().level();
            var noise = new TorchNoise(8);
            float[] origin = small.posterior(picture).sample(noise.draw(SIZE));
            float[] start = noise.draw(SIZE);
            for (int i = 0; i < SIZE; i++) {
                assertThat((double) points.getFirst()[i])
                        .isCloseTo(first.alpha() * origin[i] + first.sigma() * start[i], within(1e-5));
            }
            assertThat(refined(small, plan, picture).getLast()).containsExactly(points.getLast());
            assertThat(refined(small, plan, drawn(whole, 9)).getLast())
                    .doesNotContain(Float.NaN)
                    .isNotEqualTo(points.getLast());
        }
    }

    /** A picture of 32×32 that a model draws from noise. */
    private static Signal drawn(StableDiffusionModel model, int seed) {
        Trajectory plan = plan(model.traits(), Strength.FULL);
        Level first = plan.steps().getFirst().level();
        Trajectory started = plan.startingWith(Math.hypot(first.alpha(), first.sigma()));
        List<float[]> points = walked(model, started, Beginning.of(new TorchNoise(seed)));
        return new Signal(model.picture(model.latentShape(32, 32), points.getLast()), List.of(3, 32, 32));
    }

    private static List<float[]> refined(StableDiffusionModel model, Trajectory plan, Signal picture) {
        PictureSource source = PictureSource.of(model, model.latentShape(32, 32), picture, null);
        return walked(model, plan, source.begin(new TorchNoise(8), SHARE));
    }

    @Test
    void namesAnIndexThatDoesNotSayWhatTheUNetReads() throws IOException {
        refiner.edit("model_index.json", json -> json.remove("requires_aesthetics_score"));
        assertThat(refiner.faults())
                .singleElement()
                .asString()
                .contains("projection_class_embeddings_input_dim is 60")
                .contains("requires_aesthetics_score is false) makes 68");
    }

    @Test
    void namesAFirstTextEncoderThatTheUNetDoesNotRead() throws IOException {
        Path golden = GoldenFolder.own("sdxl_tiny").directory();
        for (String folder : List.of("text_encoder", "tokenizer")) {
            CopiedModel.folder(golden, folder, directory);
        }
        refiner.edit("model_index.json", json -> {
            json.putArray("text_encoder").add("transformers").add("CLIPTextModel");
            json.putArray("tokenizer").add("transformers").add("CLIPTokenizer");
        });
        assertThat(refiner.faults())
                .singleElement()
                .asString()
                .contains("cross_attention_dim is 24; text_encoder/config.json and text_encoder_2/config.json: their"
                        + " hidden_size together is 40");
    }

    private static Trajectory plan(ModelTraits traits, Strength strength) {
        List<Level> levels = strength.of(Planned.levels(traits.schedule(), STEPS, traits.process()));
        return Planned.sampler(traits.sampler()).plan(levels, traits.process());
    }

    /** The points that the network was asked at, then the latent that the walk came to. */
    private static List<float[]> walked(StableDiffusionModel model, Trajectory plan, Beginning from) {
        List<float[]> points = new ArrayList<>();
        var engine = new Engine(
                (shape, rows) -> {
                    points.add(rows.getFirst().x().clone());
                    return model.evaluate(shape, rows);
                },
                2);
        engine.add(new Walk(
                "walk",
                model.latentShape(32, 32),
                plan,
                model.traits().prediction(),
                Guidance.ofScale(2),
                List.of(),
                model.encode(Prompt.of("a horse")).conditioning(),
                negative(model),
                from.noise(),
                from.origin()));
        while (engine.size() > 0) {
            StepReport report = engine.step();
            assertThat(report.failed()).isEmpty();
            report.finished().forEach(done -> points.add(done.latent()));
        }
        return points;
    }

    private static Conditioning negative(StableDiffusionModel model) {
        Conditioning dark = model.encodeNegative(Prompt.of("dark")).conditioning();
        return model.traits().framing() == FramingUse.SCORE ? dark.withTimeIds(ids(32, 32, 0, 0, 2.5f)) : dark;
    }

    private static float[] answer(Model model, LatentShape shape, Conditioning conditioning) {
        float[] x = new float[shape.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.sin(i);
        }
        return model.evaluate(shape, List.of(new Row(x, 500, conditioning))).getFirst();
    }

    private static Signal ids(float... ids) {
        return new Signal(ids, List.of(ids.length));
    }

    private static float[] values(@Nullable Signal signal) {
        return Objects.requireNonNull(signal).values();
    }
}
