package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.testkit.GoldenFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models as a user adds, looks at, verifies and removes them. */
final class ModelsCommandTest {
    private final Path golden = GoldenFolder.own("sd15_tiny").directory();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** What a command did. */
    private record Ran(int status, String out, String err) {}

    @Test
    void aDirectoryIsAddedWhereItLiesAndForgottenWithoutALoss() throws IOException {
        Ran added = run("add", golden.toString(), "--name", "tiny");
        assertThat(added.status()).as(added.err()).isZero();
        assertThat(added.out()).contains("tiny  stable-diffusion").contains(golden.toString());
        assertThat(folder.resolve("data/models/tiny")).doesNotExist();
        assertThat(run("list").out()).contains("tiny ").contains(golden.toString());
        assertThat(run("show", "tiny").out())
                .contains("prediction  Epsilon")
                .contains("picture     64×64")
                .contains("unet/diffusion_pytorch_model.safetensors");
        assertThat(run("verify").out()).contains("tiny  as it was added");
        assertThat(run("remove", "tiny").status()).isZero();
        assertThat(run("list").out()).doesNotContain("tiny");
        assertThat(golden.resolve("model_index.json")).isRegularFile();
    }

    @ParameterizedTest
    @CsvSource({
        "controlnet_tiny/controlnet1, controlnet, takes       a picture",
        "t2i_adapter_tiny/adapter, t2i-adapter, takes       a picture",
        "ip_adapter_tiny, ip-adapter, tokens of 24",
        "animatediff_tiny/motion_adapter, motion, makes       the frames of a video"
    })
    void aConditioningModuleIsAddedAsAModelIs(String module, String family, String trait) throws IOException {
        Path directory = golden.resolveSibling(module);
        Ran added = run("add", directory.toString(), "--name", "mine", "--copy");
        assertThat(added.status()).as(added.err()).isZero();
        assertThat(added.out()).contains("mine  " + family + "  ");
        assertThat(run("list").out()).containsPattern("mine .* " + family + " .*data/models/mine");
        assertThat(run("show", "mine").out())
                .contains("family      " + family + "\n")
                .contains("made for    UNet2DConditionModel", trait)
                .contains(".safetensors\n");
        assertThat(run("verify", "mine").out()).contains("mine  as it was added");
        Files.writeString(Files.createFile(folder.resolve("data/models/mine/.left")), "hidden files do not count");
        assertThat(run("verify", "mine").status()).isZero();
        assertThat(run("remove", "mine").status()).isZero();
        assertThat(folder.resolve("data/models/mine")).doesNotExist();
        assertThat(directory).isDirectory();
    }

    @Test
    void aBrokenConditioningModuleIsRefusedWithItsFaultsAndLeavesNothing() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("lines"));
        Files.copy(golden.resolveSibling("controlnet_tiny/controlnet1/config.json"), broken.resolve("config.json"));
        Files.writeString(broken.resolve("diffusion_pytorch_model.safetensors"), "short");
        Ran added = run("add", broken.toString(), "--copy");
        assertThat(added.status()).isEqualTo(1);
        assertThat(added.err()).contains("model 'lines' cannot be added:").contains("a header alone needs 8");
        assertThat(folder.resolve("data/models/lines")).doesNotExist();
    }

    @Test
    void aDirectoryThatNoPluginReadsIsAnsweredWithWhatTheyRead() throws IOException {
        Path holiday = Files.createDirectory(folder.resolve("holiday"));
        Files.writeString(holiday.resolve("config.json"), "{\"_class_name\": \"Beach\"}");
        Ran added = run("add", holiday.toString());
        assertThat(added.status()).isEqualTo(1);
        assertThat(added.err().lines().filter(line -> line.contains("is read by no plugin that is installed")))
                .singleElement()
                .asString()
                .contains("neither as a model (", "stable-diffusion", "nor as a conditioning module (")
                .contains("controlnet", "motion", "attributes");
        assertThat(run("list").out()).doesNotContain("holiday");
    }

    @Test
    void aFileIsLaidOutWithoutItsWeightsAndGoesWithItsRecord() {
        Path file = golden.resolve("alt/single_file_ldm_keys.safetensors");
        Ran added = run("add", file.toString(), "--name", "single", "--like", golden.toString());
        assertThat(added.status()).as(added.err()).isZero();
        Path laidOut = folder.resolve("data/models/single");
        assertThat(laidOut.resolve("unet/config.json")).isRegularFile();
        assertThat(run("show", "single").out()).contains(file.toString());
        assertThat(run("remove", "single").status()).isZero();
        assertThat(laidOut).doesNotExist();
        assertThat(file).isRegularFile();
    }

    @Test
    void theTokenizerOfAnAddedModelServesAFileThatNeedsTheSame() {
        assertThat(run("add", golden.toString(), "--name", "tiny").status()).isZero();
        Path file = golden.resolve("alt/single_file_ldm_keys.safetensors");
        Ran added = run("add", file.toString(), "--name", "single");
        assertThat(added.status()).as(added.err()).isZero();
    }

    @Test
    void everyFaultIsToldAndNothingIsLeftBehind() throws IOException {
        Path broken = folder.resolve("broken");
        Ran copied = run("add", golden.toString(), "--name", "tiny", "--copy");
        assertThat(copied.status()).as(copied.err()).isZero();
        Files.move(folder.resolve("data/models/tiny"), broken);
        assertThat(run("remove", "tiny").status()).isZero();
        Files.delete(broken.resolve("tokenizer/merges.txt"));
        Files.writeString(broken.resolve("unet/diffusion_pytorch_model.safetensors"), "short");
        Ran added = run("add", broken.toString(), "--copy");
        assertThat(added.status()).isEqualTo(1);
        assertThat(added.err())
                .contains("model 'broken' cannot be added:")
                .contains("tokenizer/merges.txt: the file is missing")
                .contains("a header alone needs 8");
        assertThat(folder.resolve("data/models/broken")).doesNotExist();
        assertThat(run("list").out()).doesNotContain("broken");
    }

    @Test
    void aPickleIsRefusedWithTheWayToConvertIt() {
        Ran added = run("add", golden.resolve("alt/vae_nested_fp16.ckpt").toString(), "--name", "a/b");
        assertThat(added.status()).isEqualTo(1);
        assertThat(added.err())
                .contains("is a pickle, which can run code")
                .contains("safetensors.torch.save_file")
                .contains("the name 'a/b' may have letters");
    }

    @Test
    void aVariantIsChosenByItsNameWithoutACopy() throws IOException {
        Path many = copied("many");
        Path unet = many.resolve("unet/diffusion_pytorch_model.safetensors");
        Files.copy(unet, unet.resolveSibling("diffusion_pytorch_model.ema.safetensors"));
        Files.move(unet, unet.resolveSibling("diffusion_pytorch_model.non_ema.safetensors"));
        assertThat(run("add", many.toString()).err()).contains("calotype models add DIR --variant NAME");
        assertThat(run("add", many.toString(), "--variant", "fp8").err())
                .contains("--variant is 'fp8'")
                .contains("ema, fp16, non_ema");
        assertThat(run("add", many.toString(), "--variant", "fp16").err()).contains("there are several variants");
        Ran added = run("add", many.toString(), "--variant", "ema");
        assertThat(added.status()).as(added.err()).isZero();
        Path link = folder.resolve("data/models/many/unet/diffusion_pytorch_model.safetensors");
        assertThat(link).isSymbolicLink();
        assertThat(link.toRealPath()).hasFileName("diffusion_pytorch_model.ema.safetensors");
        assertThat(run("remove", "many").status()).isZero();
        assertThat(link).doesNotExist();
        assertThat(unet.resolveSibling("diffusion_pytorch_model.ema.safetensors"))
                .isRegularFile();
    }

    @Test
    void weightsThatAreNoNumbersAreRefusedByTheirTensors() throws IOException {
        Path broken = copied("broken");
        Path file = broken.resolve("vae/diffusion_pytorch_model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - Float.BYTES, Float.NaN);
        Files.write(file, bytes);
        Ran added = run("add", broken.toString());
        assertThat(added.status()).isEqualTo(1);
        assertThat(added.err())
                .contains("vae/diffusion_pytorch_model.safetensors: tensor '")
                .contains("has 1 values that are infinite or no number");
    }

    private Path copied(String name) throws IOException {
        assertThat(run("add", golden.toString(), "--name", name, "--copy").status())
                .isZero();
        Path copy = Files.move(folder.resolve("data/models").resolve(name), folder.resolve(name));
        assertThat(run("remove", name).status()).isZero();
        return copy;
    }

    @Test
    void aModelThatChangedIsToldFileByFile() throws IOException {
        assertThat(run("add", golden.toString(), "--name", "tiny", "--copy").status())
                .isZero();
        Files.writeString(folder.resolve("data/models/tiny/unet/config.json"), "{}");
        Files.delete(folder.resolve("data/models/tiny/vae/config.json"));
        Ran verified = run("verify", "tiny");
        assertThat(verified.status()).isEqualTo(1);
        assertThat(verified.err())
                .contains("tiny: unet/config.json: has 2 bytes")
                .contains("tiny: vae/config.json: the file is missing");
    }

    @Test
    void aNameThatNobodyHasIsAnsweredWithTheNearest() {
        assertThat(run("verify", "shaps").err()).contains("did you mean \"shapes\"?");
        assertThat(run("remove", "shapes").err()).contains("was not added");
        assertThat(run("add", golden.toString(), "--name", "shapes").err())
                .contains("there is a model 'shapes' already");
    }

    private Ran run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        var printed = new ByteArrayOutputStream();
        var said = new ByteArrayOutputStream();
        String[] all = Stream.of(Stream.of("models"), Arrays.stream(arguments), Stream.of("--data", folder + "/data"))
                .flatMap(part -> part)
                .toArray(String[]::new);
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            int status = Main.run(all);
            return new Ran(status, printed.toString(StandardCharsets.UTF_8), said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
