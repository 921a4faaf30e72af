package dev.calotype.benchmarks;

import dev.calotype.registry.Hold;
import dev.calotype.registry.ModelShelf;
import dev.calotype.registry.PluginHome;
import dev.calotype.registry.PluginNews;
import dev.calotype.registry.PluginPolicy;
import dev.calotype.registry.PluginRegistry;
import dev.calotype.registry.PluginWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What swapping a plugin costs the jobs in flight, what is left of the old versions, and how soon the new one is used. */
@Command(
        name = "PluginSwaps",
        description = "Swaps a plugin over and over while jobs of old and new versions are walked.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class PluginSwaps implements Callable<Integer> {
    @Option(names = "--swaps", description = "as fast as they go")
    int swaps = 1000;

    @Option(names = "--drops", description = "with the usual rest, for the time to the first job")
    int drops = 20;

    @Option(names = "--clients", description = "threads that walk jobs")
    int clients = 2;

    @Option(names = "--seconds", description = "without swaps, to compare with")
    int seconds = 15;

    @Option(names = "--readme", paramLabel = "FILE", description = "where the figures go")
    Path readme = Path.of("modules/benchmarks/README.md");

    private final LongAdder collected = new LongAdder();
    private final LongAdder leaked = new LongAdder();

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PluginSwaps()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Machine machine = Machine.here();
        Path folder = Files.createTempDirectory("calotype-swaps");
        try {
            String text =
                    fast(folder.resolve("fast")) + "\n" + slow(folder.resolve("usual")) + "\n" + machine.sentence();
            System.out.println(text);
            new ReadmeSection(readme, "plugin-swaps").replace(text);
        } finally {
            delete(folder);
        }
        return 0;
    }

    /** Swap after swap under load; memory every tenth of the way. */
    private String fast(Path folder) throws IOException {
        var home =
                new PluginHome(Files.createDirectories(folder.resolve("plugins")), folder.resolve("state"), List.of());
        var policy = new PluginPolicy(true, Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(10));
        var memory = new StringBuilder(SwapTables.MEMORY);
        try (PluginRegistry registry = registry(home, policy)) {
            PluginJar.marked(0).drop(home.inbox());
            registry.look();
            try (var load = new SwapLoad(registry, clients, 20)) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
                load.takeStepTimes();
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
                Spread still = load.takeStepTimes();
                long begun = System.nanoTime();
                for (int swap = 1; swap <= swaps; swap++) {
                    PluginJar.marked(swap).drop(home.inbox());
                    registry.look();
                    if (swap % Math.max(1, swaps / 10) == 0) {
                        memory.append(SwapTables.memory(
                                swap,
                                load.jobs(),
                                ProcessUse.metaspaceBytes(),
                                ProcessUse.residentBytes(),
                                registry.departed().size()));
                    }
                }
                double wall = (System.nanoTime() - begun) / 1e9;
                Spread swapping = load.takeStepTimes();
                load.close();
                int left = awaitGone(registry);
                return sentence(load, wall, left) + "\n" + SwapTables.steps("8 walks", still, swapping) + "\n" + memory;
            }
        }
    }

    private String sentence(SwapLoad load, double wall, int left) {
        return String.format(
                Locale.ROOT,
                "%,d swaps in %.0f s while %d threads walked jobs of 8 walks and 20 steps: %,d jobs, %d of them failed or planned by"
                        + " another version than they began with; %,d old loaders collected, %d left, %d reported as leaking.%n",
                swaps,
                wall,
                clients,
                load.jobs(),
                load.faults().size(),
                collected.sum(),
                left,
                leaked.sum());
    }

    /** A plugin dropped as a user drops it, into a directory that is watched as a farm watches it. */
    private String slow(Path folder) throws IOException, InterruptedException {
        var home =
                new PluginHome(Files.createDirectories(folder.resolve("plugins")), folder.resolve("state"), List.of());
        PluginPolicy policy = PluginPolicy.USUAL.allowingUnsigned();
        List<Double> times = new ArrayList<>();
        var over = new AtomicBoolean();
        try (PluginRegistry registry = registry(home, policy);
                var watch = new PluginWatch(home)) {
            Thread watching = Thread.ofVirtual().start(() -> watch(registry, watch, over));
            for (int mark = 1; mark <= drops; mark++) {
                PluginJar.marked(mark).drop(home.inbox());
                long begun = System.nanoTime();
                while (!isPlannedBy(registry, mark)) {
                    LockSupport.parkNanos(1_000_000);
                }
                times.add((System.nanoTime() - begun) / 1e9);
            }
            over.set(true);
            watching.interrupt();
            watching.join();
        }
        Spread spread = Spread.of(times, Double::doubleValue);
        return String.format(
                Locale.ROOT,
                "From the jar in the plugin directory to the first job that the new version plans: %s s (%d drops), of which"
                        + " %.1f s are the rest that files must keep.%n",
                spread.text(2),
                drops,
                policy.rest().toMillis() / 1e3);
    }

    private static void watch(PluginRegistry registry, PluginWatch watch, AtomicBoolean over) {
        try {
            while (!over.get()) {
                watch.await(Duration.ofMillis(registry.isWaiting() ? 50 : 1000));
                registry.look();
            }
        } catch (InterruptedException | IOException e) {
            over.set(true);
        }
    }

    private static boolean isPlannedBy(PluginRegistry registry, int mark) {
        try (Hold hold = registry.hold()) {
            return hold.catalogue().samplers().contains(MarkedSampler.NAME)
                    && SwapLoad.mark(SwapLoad.plan(hold, 2)) == mark;
        }
    }

    private PluginRegistry registry(PluginHome home, PluginPolicy policy) throws IOException {
        return new PluginRegistry(
                home,
                policy,
                InstantSource.system(),
                families -> new ModelShelf(List.of(), families),
                this::count,
                System::gc);
    }

    private void count(PluginNews news) {
        switch (news) {
            case PluginNews.Collected gone -> collected.increment();
            case PluginNews.Leaking leaking -> leaked.increment();
            case PluginNews.Refused refused -> throw new IllegalStateException(refused.line());
            case PluginNews.Switched switched -> {}
            case PluginNews.Withdrawn withdrawn -> {}
            case PluginNews.Closed closed -> {}
        }
    }

    private static int awaitGone(PluginRegistry registry) throws IOException {
        for (int i = 0; i < 60 && !registry.departed().isEmpty(); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            registry.look();
        }
        return registry.departed().size();
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
