package dev.calotype.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.testkit.JarMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plugins from real jars, compiled here, see of each other, of the farm and of their own files. */
final class PluginIsolationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void eachPluginHasALoaderOfItsOwn() throws IOException {
        for (String word : List.of("one", "two")) {
            plugin(word, "return Secret.WORD;")
                    .source("somebody.Secret", wordOf("somebody", "Secret", word))
                    .pack(word);
        }
        List<Plugin> plugins = loaded();
        assertThat(plugins)
                .extracting(plugin -> plugin.samplers().getFirst().getClass().getClassLoader())
                .doesNotHaveDuplicates()
                .doesNotContain(SamplerFactory.class.getClassLoader());
        assertThat(plugins).extracting(Plugin::digest).doesNotHaveDuplicates();
        assertThat(told("one")).isEqualTo("one");
        assertThat(told("two")).isEqualTo("two");
    }

    @Test
    void twoPluginsCarryDifferentVersionsOfALibrary() throws IOException {
        for (String version : List.of("1.0", "2.0")) {
            new JarMaker(folder)
                    .source("library.Version", wordOf("library", "Version", version))
                    .pack("with-" + version, "library");
            plugin(version, "return library.Version.WORD;")
                    .source("library.Version", wordOf("library", "Version", "not packed"))
                    .pack("with-" + version, "plugin");
        }
        assertThat(told("1.0")).isEqualTo("1.0");
        assertThat(told("2.0")).isEqualTo("2.0");
    }

    @Test
    void aPluginsLibraryComesBeforeTheFarms() throws IOException {
        plugin("own", "return org.assertj.core.api.Assertions.WORD;")
                .source("org.assertj.core.api.Assertions", wordOf("org.assertj.core.api", "Assertions", "the plugin's"))
                .pack("own");
        plugin("lent", "return org.assertj.core.api.Assertions.class.getSimpleName();")
                .pack("lent");
        assertThat(told("own")).isEqualTo("the plugin's");
        assertThat(told("lent")).isEqualTo("Assertions");
    }

    @Test
    void theContractsAreTheFarmsEvenForAPluginThatBringsThem() throws IOException {
        plugin("bringer", found("dev.calotype.spi.Raster") + ".isRecord() ? \"the farm's\" : \"its own\";" + ELSE)
                .source("dev.calotype.spi.Raster", "package dev.calotype.spi; public class Raster {}")
                .pack("bringer");
        assertThat(told("bringer")).isEqualTo("the farm's");
    }

    @Test
    void theFarmIsHidden() throws IOException {
        for (String type : List.of("registry.Catalogue", "jobs.Job", "testkit.HandClock", "spi.Trajectory")) {
            plugin(type, found("dev.calotype." + type) + ".getSimpleName();" + ELSE)
                    .pack(type);
        }
        assertThat(told("registry.Catalogue")).contains("belongs to the farm");
        assertThat(told("jobs.Job")).contains("belongs to the farm");
        assertThat(told("testkit.HandClock")).contains("belongs to the farm");
        assertThat(told("spi.Trajectory")).isEqualTo("Trajectory");
    }

    @Test
    void aPluginThatReachesForTheFarmIsToldSo() throws IOException {
        plugin("nosy", "return \"\" + new dev.calotype.registry.Catalogue(java.util.List.of());")
                .pack("nosy");
        assertThat(told("nosy")).contains("sampler 'nosy' failed").contains("dev/calotype/registry/Catalogue");
    }

    @Test
    void findsItsOwnFilesBeforeTheFarms() throws IOException {
        plugin("reader", """
                        try (var in = PLACE.class.getClassLoader().getResourceAsStream("META-INF/MANIFEST.MF")) {
                            return new String(in.readAllBytes());
                        } catch (java.io.IOException e) {
                            return e.toString();
                        }""".replace("PLACE", "Mine")).pack("reader");
        assertThat(told("reader")).contains("Calotype-Plugin-Id: reader");
    }

    @Test
    void aLibrarysServicesAreThoseThePluginBrings() throws IOException {
        String service = "META-INF/services/org.junit.platform.engine.TestEngine";
        String count = "try { return \"\" + java.util.Collections.list(Mine.class.getClassLoader().getResources(\""
                + service + "\")).size(); } catch (java.io.IOException e) { return e.toString(); }";
        plugin("bringing", count).file(service, "").pack("bringing");
        plugin("lacking", count).pack("lacking");
        assertThat(told("bringing")).isEqualTo("1");
        assertThat(told("lacking")).isNotEqualTo("0");
    }

    private static final String ELSE = " } catch (ClassNotFoundException e) { return e.getMessage(); }";

    private static String found(String type) {
        return "try { return Class.forName(\"" + type + "\")";
    }

    private static String wordOf(String folder, String type, String word) {
        return "package " + folder + "; public class " + type + " { public static final String WORD = new String(\""
                + word + "\"); }";
    }

    private JarMaker plugin(String id, String told) {
        return new JarMaker(folder).plugin(id).sampler("somebody.Mine", id, "static String told() { " + told + " }");
    }

    private List<Plugin> loaded() {
        PluginDirectory.Found found = PluginDirectory.load(folder);
        assertThat(found.faults()).isEmpty();
        return found.plugins();
    }

    private String told(String sampler) {
        var catalogue = new Catalogue(loaded());
        InvalidOptions told =
                catchThrowableOfType(InvalidOptions.class, () -> catalogue.sampler(SamplerChoice.of(sampler)));
        return told.faults().getFirst().message();
    }
}
