package dev.calotype.server;

import dev.calotype.jobs.PluginUse;
import dev.calotype.jobs.StoreFailed;
import dev.calotype.registry.Hold;
import dev.calotype.registry.PluginRegistry;
import dev.calotype.registry.PluginStatus;
import dev.calotype.registry.PluginWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a node's plugins at what its farm wants: looks when something moves in their directories, and now and then. */
final class PluginPump implements Pump {
    private static final Logger LOG = LoggerFactory.getLogger(PluginPump.class);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(1);
    private static final int FIRST_LOOKS = 40;
    private static final int REMEMBERED = 1000;

    private final PluginRegistry registry;
    private final PluginWatch watch;
    private final Convergence convergence;
    private final Set<String> lookedFor = ConcurrentHashMap.newKeySet();

    PluginPump(PluginRegistry registry, PluginWatch watch, Convergence convergence) {
        this.registry = registry;
        this.watch = watch;
        this.convergence = convergence;
    }

    /** Loads what the farm wants and what lies in the plugin directory, which has to come to rest first. */
    void begin() {
        look();
        for (int i = 0; i < FIRST_LOOKS && registry.isWaiting(); i++) {
            LockSupport.parkNanos(SOON.toNanos());
            look();
        }
    }

    PluginRegistry registry() {
        return registry;
    }

    List<PluginStatus> status() {
        try {
            return registry.status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Looks what the farm wants if one of these versions is not current here: the job that needs it may have come faster
     * than the news. If the farm wants another by now, the job gets that one.
     */
    void catchUp(List<PluginUse> needs) {
        try (Hold hold = registry.hold()) {
            Set<String> here = Set.copyOf(
                    hold.versions().stream().map(version -> version.digest()).toList());
            if (needs.stream().allMatch(need -> here.contains(need.digest()) || lookedFor.contains(need.digest()))) {
                return;
            }
        }
        if (lookedFor.size() > REMEMBERED) {
            lookedFor.clear();
        }
        needs.forEach(need -> lookedFor.add(need.digest()));
        try {
            look();
        } catch (UncheckedIOException e) {
            LOG.warn("a job needs plugins that this node could not look for", e);
        }
    }

    @Override
    public boolean pump() {
        try {
            watch.await(registry.isWaiting() ? SOON : NOW_AND_THEN);
            return look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A farm whose store does not answer keeps its nodes from nothing but following. */
    private boolean look() {
        try {
            convergence.converge();
        } catch (StoreFailed | IOException e) {
            LOG.warn("what the farm wants of plugins could not be followed; this node goes on alone", e);
        }
        try {
            return registry.look();
        } catch (IOException e) {
            throw new UncheckedIOException("the plugins cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            watch.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            registry.close();
        }
    }
}
