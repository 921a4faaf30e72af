package dev.calotype.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.testkit.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of plugins that do not load, and that the others load all the same. */
final class PluginDirectoryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void reportsEachPluginThatDoesNotLoadAndLoadsTheRest() throws IOException {
        plugin("bad").lists("b.Nowhere").pack("a-bad");
        Files.writeString(Files.createDirectories(folder.resolve("b-text")).resolve("b.jar"), "this is no jar");
        plugin("good").sampler("c.Good", "good").pack("c-good");
        Files.createDirectories(folder.resolve("d-empty"));
        Files.writeString(folder.resolve("e-single.jar"), "nor is this");
        Files.writeString(folder.resolve("notes.txt"), "what is no plugin is no fault");
        plugin("fine").sampler("f.Fine", "fine").pack("f-fine");

        PluginDirectory.Found found = PluginDirectory.load(folder);
        assertThat(found.plugins()).extracting(plugin -> plugin.manifest().id()).containsExactly("good", "fine");
        assertThat(found.faults()).hasSize(4);
        assertThat(fault("b-text")).contains("b.jar cannot be read as a jar");
        assertThat(fault("d-empty")).contains("no jar there has Calotype-Plugin-Id");
        assertThat(fault("e-single.jar")).contains("cannot be read as a jar");
    }

    @Test
    void loadsASingleJarWithoutAFolder() throws IOException {
        plugin("alone").sampler("a.Alone", "alone").pack("made");
        Path place = Files.createDirectory(folder.resolve("plugins"));
        Files.move(folder.resolve("made/made.jar"), place.resolve("alone.jar"));
        assertThat(PluginDirectory.load(place).plugins())
                .singleElement()
                .satisfies(plugin -> assertThat(plugin.digest()).hasSize(64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Id", "Version", "Spi"})
    void namesTheManifestEntryThatIsMissing(String missing) throws IOException {
        plugin("partial")
                .entry("Calotype-Plugin-" + missing, " ")
                .sampler("p.P", "p")
                .pack("partial");
        assertThat(fault("partial")).contains("partial.jar lacks Calotype-Plugin-" + missing + " in its manifest");
    }

    @Test
    void namesEveryFaultOfAManifestAtOnce() throws IOException {
        new JarMaker(folder)
                .entry("Calotype-Plugin-Spi", "99")
                .sampler("n.New", "new")
                .pack("new");
        assertThat(fault("new"))
                .contains("lacks Calotype-Plugin-Id, Calotype-Plugin-Version")
                .contains("built against version 99 of the contracts; this farm has version 1");
    }

    @Test
    void refusesAFolderThatHoldsTwoPlugins() throws IOException {
        plugin("one").sampler("a.A", "a").pack("pair", "one");
        plugin("two").sampler("b.B", "b").pack("pair", "two");
        assertThat(fault("pair")).contains("two plugins, 'one' and 'two'; give each a folder of its own");
    }

    @Test
    void namesEveryServiceThatCannotBeMade() throws IOException {
        plugin("sick")
                .lists("s.Nowhere")
                .sampler(
                        "s.Angry",
                        "angry",
                        "static String told() { return null; } public Angry() { throw new IllegalStateException(\"not today\"); }")
                .source("s.Stranger", "package s; public final class Stranger {}")
                .lists("s.Stranger")
                .sampler("s.Nameless", "")
                .sampler("s.Well", "well")
                .pack("sick");
        assertThat(fault("sick"))
                .contains("s.Nowhere not found")
                .contains("s.Angry could not be instantiated (java.lang.IllegalStateException: not today)")
                .contains("s.Stranger not a subtype")
                .contains("s.Nameless has no name")
                .doesNotContain("s.Well");
    }

    @Test
    void refusesAPluginThatAddsNothing() throws IOException {
        plugin("idle").pack("idle");
        assertThat(fault("idle")).contains("it adds nothing; list what it adds under META-INF/services");
    }

    @Test
    void theFirstOfTwoPluginsKeepsItsIdAndItsNames() throws IOException {
        plugin("one").sampler("a.Same", "same").sampler("a.Other", "other").pack("a");
        plugin("two")
                .sampler("b.Same", "same")
                .sampler("b.Other", "other")
                .sampler("b.Third", "third")
                .pack("b");
        plugin("one").sampler("c.Third", "third").pack("c");
        plugin("four").sampler("d.Third", "third").pack("d");

        PluginDirectory.Found found = PluginDirectory.load(folder);
        assertThat(new Catalogue(found.plugins()).samplers()).containsExactly("other", "same", "third");
        assertThat(found.faults()).hasSize(2);
        assertThat(fault("b"))
                .contains("it has the sampler 'same', as plugin 'one' has; remove one of them")
                .contains("it has the sampler 'other'");
        assertThat(fault("c")).contains("it has the id 'one', as plugin 'one' has");
    }

    @Test
    void refusesAPluginThatAddsOneNameTwice() throws IOException {
        plugin("twins").sampler("t.A", "same").sampler("t.B", "same").pack("twins");
        assertThat(fault("twins")).contains("it has the sampler 'same' twice; rename one of them");
    }

    @Test
    void aRefusedPluginTakesNoNamesAndLeavesNothingOpen() throws IOException {
        plugin("one").lists("a.Nowhere").sampler("a.Same", "same").pack("a");
        plugin("one").sampler("b.Same", "same").pack("b");
        PluginDirectory.Found found = PluginDirectory.load(folder);
        assertThat(found.plugins()).hasSize(1);
        assertThat(open()).noneMatch(file -> file.endsWith("/a/a.jar")).anyMatch(file -> file.endsWith("/b/b.jar"));
    }

    @Test
    void saysThatADirectoryCannotBeRead() {
        PluginDirectory.Found found = PluginDirectory.load(folder.resolve("nowhere"));
        assertThat(found.plugins()).isEmpty();
        assertThat(found.faults())
                .singleElement()
                .asString()
                .contains("cannot be read")
                .contains("nowhere");
    }

    @Test
    void aCatalogueNeverChoosesBetweenTwoOfOneName() throws IOException {
        plugin("one").sampler("a.Same", "same").pack("one");
        Plugin plugin = PluginDirectory.load(folder).plugins().getFirst();
        var again = new Plugin(
                new PluginManifest("two", "1", "1"),
                "",
                List.<SamplerFactory<?>>copyOf(plugin.samplers()),
                List.of(),
                List.<ModelFamily>of());
        assertThatThrownBy(() -> new Catalogue(List.of(plugin, again)))
                .hasMessageContaining("plugin 'two' adds 'same'")
                .hasMessageContaining("remove one");
    }

    private JarMaker plugin(String id) {
        return new JarMaker(folder).plugin(id);
    }

    private String fault(String place) {
        String start = "plugin " + place + " was not loaded: ";
        return PluginDirectory.load(folder).faults().stream()
                .filter(fault -> fault.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    /** The files that this process has open, as Linux tells them. */
    private static List<String> open() throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.filter(Files::exists)
                    .map(PluginDirectoryTest::target)
                    .toList();
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException gone) {
            return "";
        }
    }
}
