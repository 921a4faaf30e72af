package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.calotype.networks.LdmDirectory;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint in one file, laid out as a directory of pointers, and the precisions of a model. */
class SingleFileTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private final Path golden = GoldenFolder.own("sd15_tiny").directory();
    private final Path file = golden.resolve("alt/single_file_ldm_keys.safetensors");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path into;

    @Test
    void drawsWhatTheDirectoryDraws() {
        LdmDirectory.write(file, golden, "", into);
        assertThat(answer(into, Precision.FP32)).isEqualTo(answer(golden, Precision.FP32));
        assertThat(picture(into)).isEqualTo(picture(golden));
        assertThat(new StableDiffusionFamily().bytes(into, Precision.FP32))
                .isEqualTo(new StableDiffusionFamily().bytes(golden, Precision.FP32));
    }

    @Test
    void copiesNoWeights() throws IOException {
        LdmDirectory.write(file, golden, "v_prediction", into);
        try (var files = Files.walk(into)) {
            assertThat(files.filter(Files::isRegularFile))
                    .noneMatch(found -> found.toString().endsWith(".safetensors"));
        }
        assertThat(Files.readString(into.resolve("scheduler/scheduler_config.json")))
                .contains("v_prediction");
    }

    @Test
    void saysAllThatIsMissing() {
        Path vae = golden.resolve("vae/diffusion_pytorch_model.safetensors");
        ModelRefused refused =
                catchThrowableOfType(ModelRefused.class, () -> LdmDirectory.write(vae, golden, "", into));
        assertThat(refused.faults()).hasSizeGreaterThan(3);
        assertThat(String.join("\n", refused.faults()))
                .contains("has no U-Net")
                .contains("has no autoencoder")
                .contains("has no text encoder");
    }

    @Test
    void asksForATokenizer() {
        ModelRefused refused = catchThrowableOfType(ModelRefused.class, () -> LdmDirectory.write(file, into, "", into));
        assertThat(refused.faults()).singleElement().asString().contains("holds no tokenizer");
    }

    @Test
    void saysWhenTheFileIsGone() throws IOException {
        Path moved = Files.copy(file, into.resolve("moved.safetensors"));
        Path laidOut = into.resolve("model");
        LdmDirectory.write(moved, golden, "", laidOut);
        Files.delete(moved);
        ModelRefused refused =
                catchThrowableOfType(ModelRefused.class, () -> new StableDiffusionFamily().describe(laidOut));
        assertThat(refused.faults()).anyMatch(fault -> fault.contains("moved.safetensors, which is not there"));
    }

    @Test
    void readsShardsAndTheOnlyVariantOfThem() throws IOException {
        byte[] expected = picture(golden);
        CopiedModel copied = CopiedModel.into(into);
        copied.delete("vae/diffusion_pytorch_model.safetensors");
        try (var shards = Files.list(golden.resolve("alt/vae_sharded"))) {
            for (Path shard : shards.toList()) {
                copied.write("vae/" + shard.getFileName(), Files.readAllBytes(shard));
            }
        }
        assertThat(picture(into)).isEqualTo(expected);
        Path index = into.resolve("vae/diffusion_pytorch_model.safetensors.index.json");
        Files.move(index, into.resolve("vae/diffusion_pytorch_model.safetensors.index.fp16.json"));
        assertThat(picture(into)).isEqualTo(expected);
    }

    @Test
    void computesInHalfPrecisionNearlyTheSame() {
        float[] full = answer(golden, Precision.FP32);
        double size = norm(full, new float[full.length]);
        double brain = norm(answer(golden, Precision.BF16), full) / size;
        double half = norm(answer(golden, Precision.FP16), full) / size;
        assertThat(brain).isBetween(1e-5, 3e-2);
        assertThat(half).isBetween(1e-6, 4e-3);
        assertThat(new StableDiffusionFamily().bytes(golden, Precision.BF16))
                .isLessThan(new StableDiffusionFamily().bytes(golden, Precision.FP32));
    }

    @Test
    void readsEmphasisAndLongPromptsWhereAJobAsks() {
        try (Model model = new StableDiffusionFamily().load(golden, CPU)) {
            String prompt = "a (red:1.4) horse " + "on mars ".repeat(60);
            var plain = model.encode(Prompt.of(prompt));
            var chunks = model.encode(new Prompt(prompt, new Prompting(true, true), List.of()));
            assertThat(plain.cutTokens()).isPositive();
            assertThat(chunks.cutTokens()).isZero();
            assertThat(tokens(chunks).shape().getFirst() % 77).isZero();
            assertThat(tokens(chunks).shape().getFirst()).isGreaterThan(77);
            var weighed = model.encode(new Prompt("a (horse:1.4)", new Prompting(true, false), List.of()));
            var unweighed = model.encode(new Prompt("a horse", new Prompting(true, false), List.of()));
            assertThat(tokens(weighed).values()).isNotEqualTo(tokens(unweighed).values());
            assertThat(tokens(unweighed).values())
                    .isEqualTo(tokens(model.encode(Prompt.of("a horse"))).values());
        }
    }

    private static Signal tokens(Encoding encoding) {
        return Objects.requireNonNull(encoding.conditioning().tokens());
    }

    private static float[] answer(Path directory, Precision precision) {
        try (Model model = new StableDiffusionFamily().load(directory, CPU, precision)) {
            LatentShape shape = model.latentShape(64, 64);
            float[] x = new float[shape.size()];
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) Math.sin(i);
            }
            return model.evaluate(
                            shape,
                            List.of(new Row(
                                    x, 300, model.encode(Prompt.of("a horse")).conditioning())))
                    .getFirst();
        }
    }

    private static byte[] picture(Path directory) {
        try (Model model = new StableDiffusionFamily().load(directory, CPU)) {
            LatentShape shape = model.latentShape(64, 64);
            return ((Raster) model.decode(shape, new float[shape.size()])).rgb();
        }
    }

    private static double norm(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += ((double) a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
