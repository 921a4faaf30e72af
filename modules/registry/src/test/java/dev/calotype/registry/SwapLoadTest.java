package dev.calotype.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.registry.PluginNews.Collected;
import dev.calotype.registry.PluginNews.Leaking;
import dev.calotype.registry.PluginNews.Switched;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty swaps while jobs of old and new versions are in flight all the time. */
final class SwapLoadTest {
    private static final int SWAPS = 50;
    private static final int CLIENTS = 4;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final AtomicBoolean over = new AtomicBoolean();
    private final LongAdder done = new LongAdder();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    @Test
    void noJobFailsEachKeepsItsVersionAndNoOldLoaderIsLeft() throws Exception {
        try (PluginBench bench = PluginBench.patient(folder);
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < SWAPS; i++) {
                bench.marked("walk", Integer.toString(i), i).pack("walk-" + i);
            }
            bench.drop("walk-0", "walk.jar");
            bench.settle();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(() -> work(bench.registry())));
            }
            for (int i = 1; i < SWAPS; i++) {
                long before = done.sum();
                bench.drop("walk-" + i, "walk.jar");
                bench.settle();
                assertThat(bench.mark("walk")).isEqualTo(i);
                awaitJobs(before + CLIENTS, running);
            }
            over.set(true);
            for (Future<?> client : running) {
                client.get();
            }
            assertThat(faults).isEmpty();
            bench.letGo();
            assertThat(bench.registry().departed()).isEmpty();
            assertThat(bench.news(Switched.class)).hasSize(SWAPS);
            assertThat(bench.news(Collected.class)).hasSize(SWAPS - 1);
            assertThat(bench.news(Leaking.class)).isEmpty();
        }
    }

    /** Jobs one after another; each takes its version once, works for a while and looks again. */
    private void work(PluginRegistry registry) {
        while (!over.get()) {
            try (Hold hold = registry.hold()) {
                double version = Double.parseDouble(hold.versions().getFirst().version());
                for (int step = 0; step < 50; step++) {
                    double drawn = PluginBench.mark(hold, "walk");
                    if (drawn != version) {
                        faults.add("began with " + version + " and got " + drawn);
                    }
                }
                done.increment();
            } catch (RuntimeException | LinkageError e) {
                faults.add(e.toString());
            }
        }
    }

    /** Waits until so many jobs are done, so that every version has had some. */
    private void awaitJobs(long least, List<Future<?>> running) throws IOException {
        while (done.sum() < least) {
            Thread.onSpinWait();
            if (running.stream().anyMatch(Future::isDone)) {
                throw new IOException("a client ended early: " + faults);
            }
        }
    }
}
