package dev.calotype.registry;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The one thread on which a version of a plugin is asked for plans. A call that does not return costs its caller a limited
 * time, and those after it none; and what the plugin keeps on its thread ends with it. Safe for any thread.
 */
final class PluginThread implements Calling, AutoCloseable {
    private final String plugin;
    private final Duration limit;
    private final ThreadPoolExecutor thread;
    private final AtomicReference<String> stuck = new AtomicReference<>("");

    /**
     * A thread that begins with the first call and ends when there is none for a while.
     *
     * @param plugin for messages, and the thread's name
     */
    PluginThread(String plugin, Duration limit) {
        this.plugin = plugin;
        this.limit = limit;
        thread = new ThreadPoolExecutor(
                1,
                1,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform()
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .name(plugin)
                        .factory());
        thread.allowCoreThreadTimeOut(true);
    }

    /** How long a call may take. */
    Duration limit() {
        return limit;
    }

    @Override
    public <T> T call(String who, Supplier<T> work) {
        return call(who, limit, work);
    }

    /** What the plugin's code gives, if it does within this time. */
    <T> T call(String who, Duration within, Supplier<T> work) {
        if (!stuck.get().isEmpty()) {
            throw new PluginHangs("it has not returned from " + stuck.get() + "; it is set aside until it is replaced");
        }
        var ended = new AtomicBoolean();
        Future<T> answer = thread.submit(() -> {
            try {
                return work.get();
            } finally {
                ended.set(true);
                stuck.set("");
            }
        });
        try {
            return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stuck.set(who);
            if (ended.get()) {
                stuck.set("");
            }
            answer.cancel(true);
            throw new PluginHangs("it did not return within " + within.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw thrown(e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + plugin, e);
        }
    }

    /** Whether it is in a call that did not return in time. */
    boolean isStuck() {
        return !stuck.get().isEmpty();
    }

    private static RuntimeException thrown(ExecutionException e) {
        return switch (e.getCause()) {
            case Error error -> throw error;
            case RuntimeException own -> own;
            case null, default -> new IllegalStateException(String.valueOf(e.getCause()), e);
        };
    }

    /** Ends the thread, unless the plugin does not let go of it. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
