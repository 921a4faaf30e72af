package dev.calotype.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.registry.PluginNews.Collected;
import dev.calotype.registry.PluginNews.Refused;
import dev.calotype.registry.PluginNews.Switched;
import dev.calotype.testkit.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One version after another in a registry: what becomes current when, and what becomes of the one before. */
final class SwapTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private PluginBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = PluginBench.trusting(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void aDroppedJarBecomesCurrentOnceItHasComeToRest() throws IOException {
        bench.drop(bench.marked("walk", "1.0", 1), "walk");
        bench.registry().look();
        assertThat(bench.versions()).isEmpty();
        assertThat(bench.registry().isWaiting()).isTrue();
        bench.clock.pass(PluginBench.REST);
        assertThat(bench.registry().look()).isTrue();
        assertThat(bench.mark("walk")).isEqualTo(1);
        assertThat(bench.registry().look()).isFalse();
    }

    @Test
    void aHalfCopiedJarIsWaitedForAndNeverLoaded() throws IOException {
        bench.marked("walk", "1.0", 1).pack("whole");
        byte[] whole = Files.readAllBytes(bench.made("whole"));
        Path jar = bench.home.inbox().resolve("walk.jar");
        for (int part = 1; part <= 4; part++) {
            Files.write(jar, Arrays.copyOf(whole, whole.length * part / 5));
            bench.registry().look();
            bench.clock.pass(PluginBench.REST.dividedBy(2));
            bench.registry().look();
        }
        assertThat(bench.news).isEmpty();
        Files.write(jar, whole);
        bench.settle();
        assertThat(bench.mark("walk")).isEqualTo(1);
        assertThat(bench.news(Refused.class)).isEmpty();
    }

    @Test
    void aCopyThatStopsHalfwayIsRefusedAndTakenWhenItIsWhole() throws IOException {
        bench.marked("walk", "1.0", 1).pack("whole");
        byte[] whole = Files.readAllBytes(bench.made("whole"));
        Path jar = bench.home.inbox().resolve("walk.jar");
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
        bench.settle();
        assertThat(bench.news(Refused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.line())
                        .startsWith("plugin walk.jar was not loaded: ")
                        .contains("cannot be read as a jar"));
        Files.write(jar, whole);
        bench.settle();
        assertThat(bench.mark("walk")).isEqualTo(1);
        assertThat(bench.registry().status()).hasSize(1);
    }

    @Test
    void aHoldKeepsItsVersionAndTheOldOneIsGoneAfterItsLastUse() throws IOException {
        bench.drop(bench.marked("walk", "1.0", 1), "one");
        bench.settle();
        try (Hold old = bench.registry().hold()) {
            bench.drop(bench.marked("walk", "2.0", 2), "two");
            bench.settle();
            assertThat(bench.mark("walk")).isEqualTo(2);
            assertThat(PluginBench.mark(old, "walk")).isEqualTo(1);
            assertThat(bench.registry().departed()).isEmpty();
        }
        assertThat(bench.registry().departed()).hasSize(1);
        bench.letGo();
        assertThat(bench.registry().departed()).isEmpty();
        assertThat(bench.news(Collected.class))
                .singleElement()
                .satisfies(gone -> assertThat(gone.version().version()).isEqualTo("1.0"));
    }

    @Test
    void aVersionThatDoesNotLoadLeavesTheOldOneServingAndSaysWhy() throws IOException {
        bench.drop(bench.marked("walk", "1.0", 1), "one");
        bench.settle();
        bench.drop(bench.marked("walk", "2.0", 2).lists("walk.Nowhere"), "two");
        bench.settle();
        assertThat(bench.mark("walk")).isEqualTo(1);
        assertThat(bench.news(Refused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.line())
                        .contains("plugin two.jar was not loaded: ")
                        .contains("walk.Nowhere not found")
                        .contains("; version 1.0 (")
                        .endsWith("goes on"));
        bench.settle();
        assertThat(bench.news(Refused.class)).as("is said once").hasSize(1);
    }

    @Test
    void aJarThatIsWrittenOverDoesNotDisturbTheVersionThatRuns() throws IOException {
        bench.drop(bench.marked("walk", "1.0", 1), "walk");
        bench.settle();
        Files.writeString(bench.home.inbox().resolve("walk.jar"), "not a jar any more");
        assertThat(bench.mark("walk")).isEqualTo(1);
        bench.settle();
        assertThat(bench.mark("walk")).isEqualTo(1);
    }

    @Test
    void goesBackToTheVersionBeforeAndForwardAgain() throws IOException {
        bench.drop(bench.marked("walk", "1.0", 1), "one");
        bench.settle();
        bench.drop(bench.marked("walk", "2.0", 2), "two");
        bench.settle();
        bench.wanted()
                .change(wanted ->
                        wanted.with(wanted.find("walk").flatMap(Choice::back).orElseThrow()));
        bench.registry().look();
        assertThat(bench.mark("walk")).isEqualTo(1);
        bench.drop("two", "again.jar");
        bench.settle();
        assertThat(bench.mark("walk")).isEqualTo(2);
    }

    @Test
    void aPluginThatIsDisabledIsNotOfferedUntilItIsEnabled() throws IOException {
        bench.drop(bench.marked("walk", "1.0", 1), "one");
        bench.settle();
        enable(false);
        assertThat(bench.versions()).isEmpty();
        assertThat(bench.registry().status()).anyMatch(status -> status.state() == PluginStatus.State.DISABLED);
        enable(true);
        assertThat(bench.mark("walk")).isEqualTo(1);
    }

    private void enable(boolean enabled) throws IOException {
        bench.wanted()
                .change(wanted -> wanted.with(wanted.find("walk").orElseThrow().enabled(enabled)));
        bench.registry().look();
    }

    @Test
    void whatWasCurrentIsCurrentAfterARestart() throws IOException {
        bench.drop(bench.marked("walk", "2.0", 2), "two");
        bench.settle();
        bench.drop(bench.marked("walk", "1.0", 1), "one");
        bench.settle();
        bench.restart();
        bench.settle();
        assertThat(bench.mark("walk")).as("the last that was put there").isEqualTo(1);
    }

    @Test
    void ofSeveralVersionsAtTheFirstStartTheLatestWins() throws IOException {
        bench.drop(bench.marked("walk", "9.0", 9), "walk-9.0");
        bench.drop(bench.marked("walk", "10.0", 10), "walk-10.0");
        bench.settle();
        assertThat(bench.mark("walk")).isEqualTo(10);
    }

    @Test
    void aBuiltInPluginGoesTheSameWayAndComesBackWhenItsSuccessorIsUnwanted() throws IOException {
        bench.marked("walk", "1.0", 1).pack("one");
        Files.copy(bench.made("one"), bench.home.builtIn().getFirst().resolve("walk.jar"));
        bench.restart();
        bench.registry().look();
        assertThat(bench.mark("walk")).isEqualTo(1);
        bench.marked("walk", "2.0", 2).pack("two");
        var shelf = new VersionShelf(bench.home.versions());
        PluginVersion two = new PluginVersion("walk", "2.0", shelf.take(new PluginPlace(bench.made("two"))));
        bench.wanted().change(wanted -> wanted.with(Choice.of(two)));
        bench.registry().look();
        assertThat(bench.mark("walk")).isEqualTo(2);
        bench.wanted().change(wanted -> wanted.without("walk"));
        bench.registry().look();
        assertThat(bench.mark("walk")).isEqualTo(1);
        assertThat(bench.news(Switched.class)).hasSize(3);
    }

    @Test
    void twoPluginsCarryDifferentVersionsOfOneLibraryAtTheSameTime() throws IOException {
        for (String version : List.of("1.0", "2.0")) {
            String id = "with-" + version;
            new JarMaker(folder.resolve("made"))
                    .source(
                            "library.Version",
                            "package library; public class Version { public static final String WORD ="
                                    + " new String(\"" + version + "\"); }")
                    .pack(id, "library");
            new JarMaker(folder.resolve("made"))
                    .plugin(id)
                    .source(
                            "library.Version",
                            "package library; public class Version { public static final String WORD ="
                                    + " new String(\"none\"); }")
                    .sampler("somebody.Mine", id, "static String told() { return library.Version.WORD; }")
                    .pack(id, "plugin");
            Path place = Files.createDirectories(bench.home.inbox().resolve(id));
            for (String jar : List.of("library.jar", "plugin.jar")) {
                Files.copy(folder.resolve("made").resolve(id).resolve(jar), place.resolve(jar));
            }
        }
        bench.settle();
        assertThat(told("with-1.0")).isEqualTo("1.0");
        assertThat(told("with-2.0")).isEqualTo("2.0");
    }

    private String told(String sampler) {
        try (Hold hold = bench.registry().hold()) {
            return PluginBench.refusal(hold, sampler);
        }
    }
}
