package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A new plugin is begun and checked from outside, and every fault that is planted in one is told in words. */
final class PluginCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path project = Path.of("");

    @BeforeEach
    void begin() {
        project = folder.resolve("ripples");
        Ran ran = Ran.command("plugin", "new", "ripples", "--dir", project.toString());
        assertThat(ran.status()).as(ran.err()).isZero();
    }

    @Test
    void aNewPluginKeepsEveryContract() throws IOException {
        Ran ran = checkWithBoth();
        assertThat(ran.out())
                .as(ran.err())
                .startsWith("plugin 'ripples' 1.0.0, contracts 1, SHA-256 ")
                .contains("adds 1 sampler, 1 schedule, 1 model family, 1 conditioner family")
                .contains("sampler 'ripples-stroll'\n  kept    it has a name")
                .contains("schedule 'ripples-even'\n")
                .contains("model family 'ripples-waves'\n")
                .contains("model 'waves' of family 'ripples-waves'\n")
                .contains("conditioner family 'ripples-envelope'\n")
                .contains("conditioner 'pluck' of family 'ripples-envelope' in a model\n")
                .doesNotContain("BROKEN", "left out", "example")
                .containsPattern("all \\d\\d rules kept\n$");
        assertThat(ran.status()).isZero();
    }

    @Test
    void whatIsNotExaminedIsSaid() throws IOException {
        Ran ran = check(ProjectBuild.here(project).pack("ripples"));
        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .contains("left out: whether models of family 'ripples-waves' load")
                .contains("left out: whether modules of family 'ripples-envelope' load")
                .contains("name one of its directories with --model");
    }

    @Test
    void aModuleWithoutAModelIsExaminedAloneAndThatIsSaid() throws IOException {
        Ran ran = check(ProjectBuild.here(project).pack("ripples"), "--model", project + "/models/pluck");
        assertThat(ran.status()).as(ran.out()).isZero();
        assertThat(ran.out())
                .contains("conditioner 'pluck' of family 'ripples-envelope'\n")
                .contains("left out: what conditioner 'pluck' does inside a network; name a model that it goes into");
    }

    @ParameterizedTest
    @CsvSource({
        "controlnet, controlnet_tiny/controlnet1",
        "t2i-adapter, t2i_adapter_tiny/adapter",
        "ip-adapter, ip_adapter_tiny"
    })
    void theProgramsOwnConditionersKeepEveryContractInAModelOfAnotherPlugin(String plugin, String module) {
        Path goldens = GoldenFolder.own("controlnet_tiny").directory().resolveSibling("");
        Ran ran = check(
                Distribution.current().plugins().resolve(plugin),
                "--model",
                goldens.resolve(module).toString(),
                "--model",
                goldens.resolve("base_sd_tiny").toString(),
                "--data",
                folder.resolve("data").toString());
        assertThat(ran.out())
                .as(ran.err())
                .contains("adds 0 samplers, 0 schedules, 0 model families, 1 conditioner family")
                .contains("' of family '" + plugin + "' in a model\n")
                .doesNotContain("BROKEN", "left out");
        assertThat(ran.status()).isZero();
    }

    @Test
    void aFaultInTheSamplerIsNamed() throws IOException {
        plant("Stroll", "to.alpha() - from.alpha() * kept", "to.alpha() * to.alpha() - from.alpha() * kept");
        Ran ran = check(ProjectBuild.here(project).pack("ripples"));
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .contains("  BROKEN  each step holds α of the data and noise of deviation σ")
                .contains("ᾱ was taken for α")
                .containsPattern("\\d+ rules of \\d+ broken; the plugin is not fit for a farm\n$");
    }

    @Test
    void aFaultInTheScheduleIsNamed() throws IOException {
        plant("EvenTimes", "rangeClosed(0, steps)", "range(0, steps)");
        Ran ran = check(ProjectBuild.here(project).pack("ripples"));
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .contains("  BROKEN  a walk of n steps has n + 1 levels")
                .contains("1 step on a continuous preserving process: it gives 1 levels; there must be 2");
    }

    @Test
    void aFaultInTheFamilyIsNamed() throws IOException {
        plant(
                "WaveSettings",
                "} catch (IOException | IllegalArgumentException e) {",
                "} catch (IOException e) { throw new java.io.UncheckedIOException(e); } catch (IllegalArgumentException e) {");
        Ran ran = check(ProjectBuild.here(project).pack("ripples"), "--model", project + "/models/waves");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .contains("a model without waves.properties is answered with java.io.UncheckedIOException")
                .contains("throw a ModelRefused that says which file it is");
    }

    @Test
    void aFaultInTheNetworkIsNamed() throws IOException {
        plant("WavesModel", "answer(shape, row)).toList()", "answer(shape, rows.getFirst())).toList()");
        Ran ran = check(ProjectBuild.here(project).pack("ripples"), "--model", project + "/models/waves");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .contains("  BROKEN  a row's answer does not depend on who shares the call")
                .contains("row 1 alone and with two others");
    }

    @Test
    void aFaultInTheProcessIsNamed() throws IOException {
        plant("Straight", "atTime(ratio / (1 + ratio))", "atTime(ratio)");
        Ran ran = check(ProjectBuild.here(project).pack("ripples"), "--model", project + "/models/waves");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .contains("  BROKEN  its process finds each level again by σ/α")
                .contains("asked for the level with that σ/α it gives");
    }

    @Test
    void aFaultInTheConditionerFamilyIsNamed() throws IOException {
        plant("EnvelopeFamily", "Files.isRegularFile(", "Files.exists(directory) || Files.isRegularFile(");
        Ran ran = checkWithBoth();
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .contains("conditioner family 'ripples-envelope'\n")
                .contains("  BROKEN  it does not recognise what is no module")
                .contains("it recognises an empty directory as its own");
    }

    @Test
    void aFaultInTheConditionerIsNamed() throws IOException {
        plant(
                "EnvelopeFamily",
                "input.insertion(envelope)",
                "dev.calotype.spi.Insertion.of(envelope, input.strength())");
        Ran ran = checkWithBoth();
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .contains("  BROKEN  it works in the part of the walk that the job asks for")
                .contains("an insert works from 0.0 to 1.0 where the job asks for 0.25 to 0.75");
    }

    @Test
    void aFaultInThePortForConditionersIsNamed() throws IOException {
        plant("Envelope", "1 + insertion.strength()", "1 + (insertion.strength() + 0.1)");
        Ran ran = checkWithBoth();
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .contains("  BROKEN  at strength 0 rows are answered as without it, to the bit")
                .contains("at strength 0 the answer is not as without it");
    }

    @Test
    void whatCannotBeCheckedIsSaidAllAtOnce() throws IOException {
        Ran absent = Ran.command("plugin", "check", folder + "/no.jar", "--model", folder + "/no", "--patience", "0");
        assertThat(absent.status()).isEqualTo(1);
        assertThat(absent.err())
                .contains("there is no jar or folder")
                .contains("build the plugin first")
                .contains("there is no directory")
                .contains("--patience is 0; it must be at least 1");

        Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar");
        Ran damaged = check(broken);
        assertThat(damaged.status()).isEqualTo(1);
        assertThat(damaged.err()).contains("the plugin cannot be loaded").contains("cannot be read as a jar");
    }

    @Test
    void namesAndPlacesThatCannotBeAreRefused() {
        assertThat(Ran.command("plugin", "new", "My Plugin", "--dir", folder + "/x")
                        .err())
                .contains("a plugin cannot be called 'My Plugin'; use lower-case letters, digits and hyphens");
        assertThat(Ran.command("plugin", "new", "new").err()).contains("no word of Java's own");
        assertThat(Ran.command("plugin", "new", "ripples", "--dir", project.toString())
                        .err())
                .contains("is there already; name another --dir, or delete it");
    }

    private void plant(String type, String right, String wrong) throws IOException {
        Path source = project.resolve("src/main/java/ripples").resolve(type + ".java");
        String text = Files.readString(source);
        assertThat(text).contains(right);
        Files.writeString(source, text.replace(right, wrong));
    }

    /** With its model and its conditioning module. */
    private Ran checkWithBoth() throws IOException {
        return check(
                ProjectBuild.here(project).pack("ripples"),
                "--model",
                project + "/models/waves",
                "--model",
                project + "/models/pluck");
    }

    private static Ran check(Path jar, String... more) {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "plugin";
        arguments[1] = "check";
        arguments[2] = jar.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Ran.command(arguments);
    }
}
