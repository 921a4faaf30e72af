package dev.calotype.registry;

import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loaders that were closed, until they are collected. A phantom reference to each proves that nothing of it is left; of one
 * that survives two collections after its grace it is said what probably keeps it. The virtual machine itself keeps a closed
 * loader for a while: the plugin's thread as it ends, and a compilation that goes on, which holds the classes that the profile
 * of the farm's own code names. Safe for any thread.
 */
final class Departures {
    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final Map<Reference<?>, Departed> waiting = new HashMap<>();
    private final Duration grace;
    private final InstantSource clock;
    private final Runnable collector;
    private Instant lastCollection = Instant.MIN;

    /** One loader; weak, so that the threads it left behind can be looked for while it is there. */
    private static final class Departed {
        private final PluginVersion version;
        private final WeakReference<ClassLoader> loader;
        private final List<Path> jars;
        private final Instant since;
        private int collections;
        private boolean reported;

        Departed(PluginVersion version, ClassLoader loader, List<Path> jars, Instant since) {
            this.version = version;
            this.loader = new WeakReference<>(loader);
            this.jars = List.copyOf(jars);
            this.since = since;
        }

        /** A collection clears weak references at once, and hands phantom ones over when it comes to it. */
        boolean isThere() {
            return loader.get() != null;
        }

        boolean hasHad(Duration grace, Instant now) {
            return !since.plus(grace).isAfter(now);
        }
    }

    /**
     * Departures of which none has left yet.
     *
     * @param grace how long a loader is left alone, and the least time between two collections that are asked for
     * @param collector asks for a full collection
     */
    Departures(Duration grace, InstantSource clock, Runnable collector) {
        this.grace = grace;
        this.clock = clock;
        this.collector = collector;
    }

    /** A loader was closed; nobody here keeps it. */
    synchronized void add(PluginVersion version, ClassLoader loader, List<Path> jars) {
        waiting.put(new PhantomReference<>(loader, collected), new Departed(version, loader, jars, clock.instant()));
    }

    /** What became of them since the last look: those that were collected, and each that leaks once. */
    synchronized List<PluginNews> look() {
        List<PluginNews> news = new ArrayList<>();
        drain(news);
        Instant now = clock.instant();
        if (isCollectionDue(now)) {
            lastCollection = now;
            collector.run();
            drain(news);
            waiting.values().stream()
                    .filter(departed -> departed.isThere() && departed.hasHad(grace, now))
                    .forEach(departed -> departed.collections++);
            waiting.values().stream()
                    .filter(departed -> departed.collections >= 2 && !departed.reported)
                    .forEach(departed -> {
                        departed.reported = true;
                        news.add(new PluginNews.Leaking(departed.version, hints(departed)));
                    });
        }
        return news;
    }

    /** Those that are still there. */
    synchronized List<PluginVersion> waiting() {
        return waiting.values().stream().map(departed -> departed.version).toList();
    }

    /** Those that were reported as leaking and are still there. */
    synchronized List<PluginVersion> leaking() {
        return waiting.values().stream()
                .filter(departed -> departed.reported)
                .map(departed -> departed.version)
                .toList();
    }

    private void drain(List<PluginNews> news) {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            Departed departed = waiting.remove(gone);
            if (departed != null) {
                news.add(new PluginNews.Collected(departed.version));
            }
        }
    }

    /** Only for loaders that have not been reported: one that leaks shall not cost a collection for good. */
    private boolean isCollectionDue(Instant now) {
        boolean rested = lastCollection.equals(Instant.MIN)
                || !lastCollection.plus(grace).isAfter(now);
        return rested
                && waiting.values().stream().anyMatch(departed -> !departed.reported && departed.hasHad(grace, now));
    }

    private static List<String> hints(Departed departed) {
        List<String> hints = new ArrayList<>();
        ClassLoader loader = departed.loader.get();
        if (loader != null) {
            hints.addAll(LiveThreads.of(loader));
        }
        try {
            hints.addAll(Hazard.in(ClassScan.of(departed.jars)));
        } catch (IOException unreadable) {
            hints.add("its jars cannot be read any more (" + unreadable.getMessage() + ")");
        }
        if (hints.isEmpty()) {
            hints.add("nothing in its code is known to do so; take 'jcmd PID GC.heap_dump FILE' and look for what"
                    + " refers to its PluginClassLoader");
        }
        return hints;
    }
}
