package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        Ran ran = check(ProjectBuild.here(project).pack("ripples"), "--model", project + "/models/waves");
        assertThat(ran.out())
                .as(ran.err())
                .startsWith("plugin 'ripples' 1.0.0, contracts 1, SHA-256 ")
                .contains("adds 1 sampler, 1 schedule, 1 model family")
                .contains("sampler 'ripples-stroll'\n  kept    it has a name")
                .contains("schedule 'ripples-even'\n")
                .contains("model family 'ripples-waves'\n")
                .contains("model 'waves' of family 'ripples-waves'\n")
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
                .contains("name one of its directories with --model");
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
    void whatCannotBeCheckedIsSaidAllAtOnce() throws IOException {
        Ran absent = Ran.command("plugin", "check", folder + "/no.jar", "--model", folder + "/no", "--patience", "0");
        assertThat(absent.status()).isEqualTo(1);
        assertThat(absent.err())
                .contains("there is no jar or folder")
                .contains("build the plugin first")
                .contains("there is no model directory")
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

    private static Ran check(Path jar, String... more) {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "plugin";
        arguments[1] = "check";
        arguments[2] = jar.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Ran.command(arguments);
    }
}
