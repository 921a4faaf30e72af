package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Signal;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import dev.calotype.testkit.GoldenTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same weights in the other containers of the golden checkpoint: shards, half types, pickles. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherContainersGoldenTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final String TEXT = "text_encoder/model";
    private static final String VAE = "vae/diffusion_pytorch_model";
    private static final String ENDING = ".safetensors";

    /** How far a result from weights in half precision may be, as a share of the largest value. */
    private static final double HALF = 0.01;

    private static final double BRAIN = 0.05;

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger("sd15_tiny");

    private interface Check {
        void run(GoldenFolder goldens, CopiedModel copy) throws IOException;
    }

    @TestFactory
    Stream<DynamicTest> readsEveryContainerOrSaysHowToConvertIt() {
        return ledger.tests(goldens -> Stream.of(
                test(goldens, "alt/vae_sharded", OtherContainersGoldenTest::shards),
                test(goldens, "alt/vae_diffusion_pytorch_model.fp16.safetensors", OtherContainersGoldenTest::half),
                test(goldens, "alt/text_encoder_model.bf16.safetensors", OtherContainersGoldenTest::brain),
                test(goldens, "alt/text_encoder_pytorch_model.bin", OtherContainersGoldenTest::textPickle),
                test(goldens, "alt/vae_nested_fp16.ckpt", OtherContainersGoldenTest::autoencoderPickle)));
    }

    private DynamicTest test(GoldenFolder goldens, String what, Check check) {
        return ledger.test(what, () -> {
            assumeTrue(Files.exists(goldens.directory().resolve(what)), "it is not in the folder");
            Path directory = Files.createTempDirectory("calotype-containers");
            try {
                check.run(goldens, CopiedModel.of(goldens, directory));
            } finally {
                try (Stream<Path> files = Files.walk(directory)) {
                    files.sorted(Comparator.reverseOrder())
                            .forEach(file -> assertThat(file.toFile().delete()).isTrue());
                }
            }
        });
    }

    private static void shards(GoldenFolder goldens, CopiedModel copy) throws IOException {
        copy.delete(VAE + ENDING);
        try (Stream<Path> shards = Files.list(goldens.directory().resolve("alt/vae_sharded"))) {
            for (Path file : (Iterable<Path>) shards.filter(shard -> !shard.endsWith("config.json"))::iterator) {
                Files.copy(file, copy.directory().resolve("vae").resolve(file.getFileName()));
            }
        }
        assertThat(decoded(goldens, copy.directory())).containsExactly(decoded(goldens, goldens.directory()));
    }

    private static void half(GoldenFolder goldens, CopiedModel copy) throws IOException {
        copy.delete(VAE + ENDING);
        put(goldens, "alt/vae_diffusion_pytorch_model.fp16.safetensors", copy, VAE + ".fp16" + ENDING);
        near(decoded(goldens, copy.directory()), decoded(goldens, goldens.directory()), HALF);
    }

    private static void brain(GoldenFolder goldens, CopiedModel copy) throws IOException {
        copy.delete(TEXT + ENDING);
        put(goldens, "alt/text_encoder_model.bf16.safetensors", copy, TEXT + ".bf16" + ENDING);
        near(encoded(copy.directory()), encoded(goldens.directory()), BRAIN);
    }

    private static void textPickle(GoldenFolder goldens, CopiedModel copy) throws IOException {
        copy.delete(TEXT + ENDING);
        put(goldens, "alt/text_encoder_pytorch_model.bin", copy, "text_encoder/pytorch_model.bin");
        refusesPickle(copy, "text_encoder/pytorch_model.bin");
    }

    private static void autoencoderPickle(GoldenFolder goldens, CopiedModel copy) throws IOException {
        copy.delete(VAE + ENDING);
        put(goldens, "alt/vae_nested_fp16.ckpt", copy, "vae/vae_nested_fp16.ckpt");
        refusesPickle(copy, "vae/vae_nested_fp16.ckpt");
    }

    private static void refusesPickle(CopiedModel copy, String file) {
        assertThat(copy.faults()).singleElement().asString().contains(file + ": a pickle", "save_file");
    }

    private static void put(GoldenFolder goldens, String from, CopiedModel copy, String to) throws IOException {
        Files.copy(goldens.directory().resolve(from), copy.directory().resolve(to));
    }

    private static float[] decoded(GoldenFolder goldens, Path directory) {
        GoldenTensor latent = goldens.tensor("vae/z").part(0);
        return with(directory, model -> model.picture(new LatentShape(latent.shape()), latent.floats()));
    }

    private static float[] encoded(Path directory) {
        return with(directory, model -> {
            Signal tokens =
                    model.encode(Prompt.of("a photo of a horse")).conditioning().tokens();
            return Objects.requireNonNull(tokens).values();
        });
    }

    private static float[] with(Path directory, Function<StableDiffusionModel, float[]> use) {
        try (var model = (StableDiffusionModel) new StableDiffusionFamily().load(directory, CPU)) {
            return use.apply(model);
        }
    }

    private static void near(float[] found, float[] expected, double share) {
        double largest = 0;
        double apart = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            apart = Math.max(apart, Math.abs(found[i] - expected[i]));
        }
        assertThat(apart / largest).isPositive().isLessThan(share);
    }
}
