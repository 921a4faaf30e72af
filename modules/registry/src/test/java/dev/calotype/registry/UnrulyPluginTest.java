package dev.calotype.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.registry.PluginNews.Refused;
import dev.calotype.testkit.JarMaker;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plugins that throw, hang or take too much: one request fails with the plugin's name, everybody else is served. */
final class UnrulyPluginTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private PluginBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = PluginBench.trusting(folder);
        bench.drop(bench.marked("calm", "1.0", 1), "calm");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void onePluginThatThrowsFromEveryMethodIsRefused() throws IOException {
        bench.drop(
                unruly("throw new IllegalStateException(\"no\");", "throw new IllegalStateException(\"no\");"), "bad");
        bench.settle();
        assertThat(bench.news(Refused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.line())
                        .contains("plugin bad.jar was not loaded: ")
                        .contains("sampler 'unruly' cannot say what it is (java.lang.IllegalStateException: no)")
                        .contains("sampler 'unruly' cannot be made from its own defaults"));
        assertThat(bench.mark("calm")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            throw new IllegalStateException("it slipped"); | it slipped
            throw new AssertionError("never"); | never
            return again(levels); | StackOverflowError
            var all = new long[4][]; for (int i = 0; true; i = (i + 1) % 4) { all[i] = new long[Integer.MAX_VALUE - 8]; } | OutOfMemoryError
            return new Trajectory(null); | NullPointerException
            return null; | the answer is null
            """)
    void whatAPlanThrowsIsOneRequestsFaultWithThePluginsName(String plan, String told) throws IOException {
        bench.drop(unruly("", plan), "bad");
        bench.settle();
        assertThat(refusal())
                .startsWith("plugin 'unruly' 1.0: sampler 'unruly' failed: ")
                .contains(told);
        assertThat(bench.mark("calm")).isEqualTo(1);
    }

    @Test
    void aPlanThatNeverReturnsCostsOneRequestItsPatienceAndTheNextNone() throws IOException {
        bench.drop(unruly("", "while (true) { Thread.onSpinWait(); }"), "bad");
        bench.settle();
        assertThat(refusal())
                .contains("plugin 'unruly' 1.0: sampler 'unruly' failed: it did not return within 1500 ms");
        assertThat(refusal())
                .contains("it has not returned from sampler 'unruly'; it is set aside until it is replaced");
        assertThat(bench.mark("calm")).isEqualTo(1);
        assertThat(bench.registry().status())
                .anyMatch(status -> status.notes().stream().anyMatch(note -> note.contains("does not return")));
        bench.drop(bench.marked("unruly", "2.0", 2), "mended");
        bench.settle();
        assertThat(bench.mark("unruly")).isEqualTo(2);
    }

    @Test
    void aPlanThatWaitsForEverIsInterruptedAndMayBeAskedAgain() throws IOException {
        bench.drop(
                unruly(
                        "",
                        "try { new java.util.concurrent.CountDownLatch(1).await(); } catch (InterruptedException e) {"
                                + " throw new IllegalStateException(e); } return null;"),
                "bad");
        bench.settle();
        assertThat(refusal()).contains("did not return within 1500 ms");
        assertThat(bench.mark("calm")).isEqualTo(1);
    }

    @Test
    void aPluginThatHangsWhileItIsMadeIsRefused() throws IOException {
        bench.drop(
                new JarMaker(folder.resolve("made"))
                        .plugin("stuck")
                        .sampler(
                                "stuck.Stuck",
                                "stuck",
                                "static String told() { return \"\"; }"
                                        + " public Stuck() { while (true) { Thread.onSpinWait(); } }"),
                "stuck");
        bench.settle();
        assertThat(bench.news(Refused.class))
                .singleElement()
                .satisfies(
                        refused -> assertThat(refused.line())
                                .contains(
                                        "plugin stuck.jar was not loaded: its parts could not be made: it did not return within 6000 ms"));
        assertThat(bench.mark("calm")).isEqualTo(1);
    }

    private String refusal() {
        try (Hold hold = bench.registry().hold()) {
            return PluginBench.refusal(hold, "unruly");
        }
    }

    private JarMaker unruly(String anywhere, String plan) {
        return new JarMaker(folder.resolve("made"))
                .plugin("unruly")
                .source("unruly.Unruly", """
                        package unruly;
                        import dev.calotype.spi.*;
                        import java.util.List;
                        public final class Unruly implements SamplerFactory<Unruly.None> {
                            public record None() {}
                            public String name() { return "unruly"; }
                            public None defaults() { if (true) { @ANY@ } return new None(); }
                            public About about(None none) { if (true) { @ANY@ } return new About("nobody's", "none", 1, 1, About.Aim.FLOW); }
                            static Trajectory again(List<Level> levels) { return again(levels.subList(0, levels.size())); }
                            public Sampler create(None none) { if (true) { @ANY@ } return (levels, process) -> { @PLAN@ }; }
                        }
                        """.replace("@ANY@", anywhere).replace("@PLAN@", plan))
                .lists("unruly.Unruly");
    }
}
