package dev.calotype.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.SamplerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins from real jars, compiled here: what loads, what each may see, and what is said of those that do not load. */
final class PluginDirectoryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void loadsEachPluginInALoaderOfItsOwn() throws IOException {
        String told = "static String told() { return Secret.WORD; }";
        for (String word : List.of("one", "two")) {
            new JarMaker(folder)
                    .plugin(word)
                    .source(
                            "somebody.Secret",
                            "package somebody; class Secret { static final String WORD = new String(\"" + word
                                    + "\"); }")
                    .sampler("somebody.Mine", "sampler-" + word, told)
                    .pack(word);
        }
        PluginDirectory.Found found = PluginDirectory.load(folder);
        assertThat(found.faults()).isEmpty();
        var catalogue = new Catalogue(found.plugins());
        assertThat(catalogue.samplers()).containsExactly("sampler-one", "sampler-two");
        for (String word : List.of("one", "two")) {
            assertThatThrownBy(() -> catalogue.sampler(SamplerChoice.of("sampler-" + word)))
                    .as("each sees its own class of the same name")
                    .isInstanceOfSatisfying(
                            InvalidOptions.class,
                            refused -> assertThat(refused.faults().getFirst().message())
                                    .isEqualTo(word));
        }
        List<ClassLoader> loaders = found.plugins().stream()
                .map(plugin -> plugin.samplers().getFirst().getClass().getClassLoader())
                .toList();
        assertThat(loaders).doesNotHaveDuplicates().doesNotContain(SamplerFactory.class.getClassLoader());
        assertThat(found.plugins()).extracting(Plugin::digest).doesNotHaveDuplicates();
    }

    @Test
    void hidesTheFarmFromPlugins() throws IOException {
        for (var entry : Map.of("farm", "dev.calotype.registry.Catalogue", "spi", "dev.calotype.spi.Trajectory")
                .entrySet()) {
            new JarMaker(folder)
                    .plugin(entry.getKey())
                    .sampler("nosy." + entry.getKey() + ".Nosy", entry.getKey(), reaching(entry.getValue()))
                    .pack(entry.getKey());
        }
        var catalogue = new Catalogue(PluginDirectory.load(folder).plugins());
        assertThat(answer(catalogue, "farm")).isEqualTo("hidden");
        assertThat(answer(catalogue, "spi")).isEqualTo("dev.calotype.spi.Trajectory");
    }

    @Test
    void reportsEachPluginThatDoesNotLoadAndLoadsTheRest() throws IOException {
        String fine = "static String told() { return \"\"; }";
        new JarMaker(folder).plugin("good").sampler("a.Good", "good", fine).pack("a-good");
        new JarMaker(folder).sampler("b.Bare", "bare", fine).pack("b-bare");
        new JarMaker(folder)
                .plugin("c")
                .entry("Calotype-Plugin-Spi", "99")
                .sampler("c.New", "new", fine)
                .pack("c-new");
        new JarMaker(folder).plugin("d").pack("d-empty");
        new JarMaker(folder)
                .plugin("e")
                .file("META-INF/services/dev.calotype.spi.SamplerFactory", "e.Nowhere\n")
                .pack("e-nowhere");
        new JarMaker(folder)
                .plugin("f")
                .sampler(
                        "f.Angry",
                        "angry",
                        fine + " public Angry() { throw new IllegalStateException(\"not today\"); }")
                .pack("f-angry");
        Files.writeString(Files.createDirectories(folder.resolve("g-text")).resolve("g.jar"), "this is no jar");

        PluginDirectory.Found found = PluginDirectory.load(folder);
        assertThat(found.plugins()).extracting(plugin -> plugin.manifest().id()).containsExactly("good");
        assertThat(found.faults()).hasSize(6);
        assertThat(fault(found, "b-bare")).contains("Calotype-Plugin-Id");
        assertThat(fault(found, "c-new")).contains("99");
        assertThat(fault(found, "d-empty")).contains("it adds nothing");
        assertThat(fault(found, "e-nowhere")).contains("e.Nowhere");
        assertThat(fault(found, "f-angry")).contains("not today");
        assertThat(fault(found, "g-text")).contains("was not loaded");
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
    void refusesTwoPluginsThatAddOneName() throws IOException {
        String fine = "static String told() { return \"\"; }";
        new JarMaker(folder).plugin("one").sampler("a.Same", "same", fine).pack("one");
        new JarMaker(folder).plugin("two").sampler("b.Same", "same", fine).pack("two");
        List<Plugin> plugins = PluginDirectory.load(folder).plugins();
        assertThatThrownBy(() -> new Catalogue(plugins))
                .hasMessageContaining("'same'")
                .hasMessageContaining("remove one");
    }

    private static String reaching(String className) {
        return "static String told() { try { return Class.forName(\"" + className
                + "\").getName(); } catch (ClassNotFoundException e) { return \"hidden\"; } }";
    }

    private static String answer(Catalogue catalogue, String sampler) {
        try {
            return catalogue.sampler(SamplerChoice.of(sampler)).toString();
        } catch (InvalidOptions told) {
            return told.faults().getFirst().message();
        }
    }

    private static String fault(PluginDirectory.Found found, String place) {
        return found.faults().stream()
                .filter(fault -> fault.startsWith("plugin " + place))
                .findFirst()
                .orElseThrow();
    }
}
