package dev.calotype.registry;

import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.Level;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.Trajectory;
import dev.calotype.testkit.HandClock;
import dev.calotype.testkit.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry over temporary directories, plugins compiled for it, and a clock that is turned by hand. */
final class PluginBench implements AutoCloseable {
    static final Duration REST = Duration.ofMillis(500);
    static final Duration GRACE = Duration.ofSeconds(10);

    final Path folder;
    final PluginHome home;
    final HandClock clock = new HandClock(Instant.parse("2026-11-21T12:00:00Z"));
    final List<PluginNews> news = new CopyOnWriteArrayList<>();
    private final PluginPolicy policy;
    private PluginRegistry registry;

    private PluginBench(Path folder, PluginPolicy policy) throws IOException {
        this.folder = folder;
        this.policy = policy;
        home = new PluginHome(
                Files.createDirectories(folder.resolve("plugins")),
                folder.resolve("state"),
                List.of(Files.createDirectories(folder.resolve("built-in"))));
        registry = open();
    }

    /** A registry that loads unsigned plugins and does not wait long for an answer. */
    static PluginBench trusting(Path folder) throws IOException {
        return new PluginBench(folder, new PluginPolicy(true, REST, Duration.ofMillis(1500), GRACE));
    }

    /** The same, which reports nothing as leaking before its clock was turned by an hour. */
    static PluginBench patient(Path folder) throws IOException {
        return new PluginBench(folder, new PluginPolicy(true, REST, Duration.ofMillis(1500), Duration.ofHours(1)));
    }

    /** A registry that loads what is signed or allowed. */
    static PluginBench careful(Path folder) throws IOException {
        return new PluginBench(folder, new PluginPolicy(false, REST, Duration.ofSeconds(20), GRACE));
    }

    private PluginRegistry open() throws IOException {
        return new PluginRegistry(
                home, policy, clock, families -> new ModelShelf(List.of(), families), news::add, System::gc);
    }

    PluginRegistry registry() {
        return registry;
    }

    /** Ends the registry and starts another on the same directories. */
    void restart() throws IOException {
        registry.close();
        registry = open();
    }

    WantedFile wanted() {
        return new WantedFile(home.wanted());
    }

    /** A plugin with one sampler whose walks end at {@code mark}. */
    JarMaker marked(String id, String version, double mark) {
        return new JarMaker(folder.resolve("made")).marked(id, version, mark);
    }

    /** The jar that {@link JarMaker#pack} made under this name. */
    Path made(String name) {
        return folder.resolve("made").resolve(name).resolve(name + ".jar");
    }

    /** Packs a plugin and puts it into the plugin directory, all at once. */
    void drop(JarMaker plugin, String name) throws IOException {
        plugin.pack(name);
        drop(name, name + ".jar");
    }

    /** Puts a packed plugin into the plugin directory under another name. */
    void drop(String made, String name) throws IOException {
        Path part = home.inbox().resolve("." + name);
        Files.copy(made(made), part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, home.inbox().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Looks, lets what lies there come to rest, and looks again. */
    void settle() throws IOException {
        registry.look();
        clock.pass(REST);
        registry.look();
    }

    /** Where walks of this sampler end, with the plugins that are current. */
    double mark(String sampler) {
        try (Hold hold = registry.hold()) {
            return mark(hold, sampler);
        }
    }

    static double mark(Hold hold, String sampler) {
        return plan(hold, sampler).steps().getLast().level().time();
    }

    static Trajectory plan(Hold hold, String sampler) {
        List<Level> levels = List.of(new Level(0, 1, 1), new Level(1, 0, 0));
        return hold.catalogue()
                .sampler(SamplerChoice.of(sampler))
                .orElseThrow()
                .plan(levels, new FlowProcess(1, false));
    }

    /** With which words a sampler's making or planning is refused. */
    static String refusal(Hold hold, String sampler) {
        try {
            return plan(hold, sampler).toString();
        } catch (IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /** The versions that are current. */
    List<String> versions() {
        try (Hold hold = registry.hold()) {
            return hold.versions().stream()
                    .map(version -> version.id() + " " + version.version())
                    .toList();
        }
    }

    <T extends PluginNews> List<T> news(Class<T> kind) {
        List<T> found = new ArrayList<>();
        news.stream().filter(kind::isInstance).map(kind::cast).forEach(found::add);
        return found;
    }

    /** Lets every closed loader that can be collected go; none is reported meanwhile, since the clock stands still. */
    void letGo() throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!registry.departed().isEmpty() && System.nanoTime() < deadline) {
            System.gc();
            registry.look();
        }
    }

    /** Turns the clock until every closed loader that was not collected has been reported. */
    void waitOut() throws IOException {
        for (int looks = 0; looks < 4; looks++) {
            clock.pass(GRACE);
            registry.look();
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
