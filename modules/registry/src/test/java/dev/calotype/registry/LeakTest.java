package dev.calotype.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.registry.PluginNews.Leaking;
import dev.calotype.spi.ModelFamily;
import dev.calotype.testkit.JarMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plugin that keeps its loader alive is named, with what it does; one that cleans up after itself is not. */
final class LeakTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private PluginBench bench;

    private final ExecutorService device = Executors.newSingleThreadExecutor();

    @BeforeEach
    void start() throws IOException {
        bench = PluginBench.trusting(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
        device.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KEPT.set(new Object[] {this}) | plant.Leaky calls java.lang.ThreadLocal.<init>: values of a ThreadLocal stay
            Runtime.getRuntime().addShutdownHook(new Thread(this::toString)) | plant.Leaky calls java.lang.Runtime.addShutdownHook
            java.sql.DriverManager.registerDriver(new Driver()) | plant.Leaky calls java.sql.DriverManager.registerDriver
            new Thread(Leaky::stay, "straggler").start() | the thread 'straggler' still runs in plant.Leaky
            new java.util.Timer("ticker", true).schedule(new Tick(), 0, 50) | plant.Leaky calls java.util.Timer.<init>
            KEEPER.readValue("{}", Bean.class) | a library that the farm brings keeps the classes it has seen
            """)
    void eachHazardIsReportedWithItsPluginAndTheFarmGoesOn(String deed, String hint) throws Exception {
        bench.drop(leaky(deed), "leaky");
        bench.settle();
        touch();
        bench.drop(bench.marked("plant", "2.0", 2), "clean");
        bench.settle();
        bench.waitOut();
        assertThat(bench.news(Leaking.class)).singleElement().satisfies(leak -> {
            assertThat(leak.version().version()).isEqualTo("1.0");
            assertThat(leak.line()).startsWith("plugin 'plant' 1.0 (").contains(hint);
        });
        assertThat(bench.mark("plant")).isEqualTo(2);
        assertThat(bench.registry().status()).anyMatch(status -> status.state() == PluginStatus.State.LEAKING);
        device.submit(() -> bench.news.clear()).get();
        bench.waitOut();
        assertThat(bench.news(Leaking.class)).as("is reported once").isEmpty();
        release(deed);
    }

    @Test
    void onePluginThatCleansUpInCloseIsCollected() throws Exception {
        bench.drop(leaky("start()"), "tidy");
        bench.settle();
        touch();
        bench.drop(bench.marked("plant", "2.0", 2), "clean");
        bench.settle();
        bench.letGo();
        assertThat(bench.news(Leaking.class)).isEmpty();
        assertThat(bench.registry().departed()).isEmpty();
    }

    /** Ends the threads that a plugin left, so that they do not outlive the test. */
    private static void release(String deed) {
        if (deed.contains("straggler") || deed.contains("ticker")) {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("straggler")
                            || thread.getName().equals("ticker"))
                    .forEach(Thread::interrupt);
        }
    }

    /** Runs the plugin's code on a thread that stays, as a device's does. */
    private void touch() throws Exception {
        device.submit(() -> {
                    try (Hold hold = bench.registry().hold()) {
                        for (ModelFamily family : hold.catalogue().families()) {
                            family.recognises(folder);
                        }
                    }
                })
                .get();
    }

    private JarMaker leaky(String deed) {
        return new JarMaker(folder.resolve("made"))
                .plugin("plant")
                .source("plant.Leaky", """
                        package plant;
                        import dev.calotype.spi.*;
                        import java.nio.file.Path;
                        public final class Leaky implements ModelFamily, AutoCloseable {
                            @MEMBERS@
                            public String name() { return "plant"; }
                            public boolean recognises(Path directory) {
                                try { @DEED@; } catch (Exception e) { throw new IllegalStateException(e); }
                                return false;
                            }
                            public ModelTraits describe(Path directory) { throw new UnsupportedOperationException(); }
                            public Model load(Path directory, DeviceSpec device) { throw new UnsupportedOperationException(); }
                        }
                        """.replace("@DEED@", deed).replace("@MEMBERS@", members(deed)))
                .file("META-INF/services/dev.calotype.spi.ModelFamily", "plant.Leaky\n");
    }

    /** What a deed needs, and nothing that another would need: the hint shall not name what was not done. */
    private static String members(String deed) {
        String idle = "public void close() {}";
        String stay = """
                static void stay() {
                    try { new java.util.concurrent.CountDownLatch(1).await(); } catch (InterruptedException e) { return; }
                }
                """;
        return switch (deed.replaceAll("[^A-Za-z].*", "")) {
            case "KEPT" -> "static final ThreadLocal<Object[]> KEPT = new ThreadLocal<>();" + idle;
            case "KEEPER" -> """
                    public record Bean() {}
                    static final com.fasterxml.jackson.databind.ObjectMapper KEEPER =
                        new com.fasterxml.jackson.databind.ObjectMapper();
                    """ + idle;
            case "start" -> stay + """
                    private Thread own;
                    void start() { own = new Thread(Leaky::stay, "tidy"); own.start(); }
                    public void close() throws Exception { own.interrupt(); own.join(); }
                    """;
            default ->
                deed.contains("Timer")
                        ? "static final class Tick extends java.util.TimerTask { public void run() {} }" + idle
                        : (deed.contains("Driver") ? DRIVER : stay) + idle;
        };
    }

    private static final String DRIVER = """
            static final class Driver implements java.sql.Driver {
                public java.sql.Connection connect(String url, java.util.Properties info) { return null; }
                public boolean acceptsURL(String url) { return false; }
                public java.sql.DriverPropertyInfo[] getPropertyInfo(String url, java.util.Properties info) { return null; }
                public int getMajorVersion() { return 1; }
                public int getMinorVersion() { return 0; }
                public boolean jdbcCompliant() { return false; }
                public java.util.logging.Logger getParentLogger() { return null; }
            }
            """;
}
