package dev.calotype.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A version of a plugin in its own class loader, and how many use it. Made with one use, its maker's; when the last ends,
 * the plugin's parts that can be closed are closed, then its thread and its loader. Safe for any thread.
 */
final class LoadedPlugin {
    private final Plugin plugin;
    private final Signature signature;
    private final @Nullable PluginClassLoader loader;
    private final PluginThread thread;
    private final Uses uses;

    /**
     * Takes a loader over.
     *
     * @param loader null for a plugin that was made in the farm's own
     * @param gone is told the loader once it is closed
     */
    LoadedPlugin(
            Plugin plugin,
            Signature signature,
            @Nullable PluginClassLoader loader,
            PluginThread thread,
            BiConsumer<PluginVersion, ClassLoader> gone) {
        this.plugin = plugin;
        this.signature = signature;
        this.loader = loader;
        this.thread = thread;
        uses = new Uses(() -> end(gone));
    }

    Plugin plugin() {
        return plugin;
    }

    Signature signature() {
        return signature;
    }

    PluginVersion version() {
        return plugin.version();
    }

    Calling calling() {
        return thread;
    }

    boolean isStuck() {
        return thread.isStuck();
    }

    Uses uses() {
        return uses;
    }

    private void end(BiConsumer<PluginVersion, ClassLoader> gone) {
        plugin.parts().forEach(this::close);
        thread.close();
        if (loader != null) {
            try {
                loader.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the jars of " + version().label() + " cannot be closed", e);
            } finally {
                gone.accept(version(), loader);
            }
        }
    }

    /** A part that does not let itself be closed is left; what it holds on to is reported when its loader stays. */
    private void close(Object part) {
        if (part instanceof AutoCloseable closeable) {
            try {
                thread.call("close", () -> {
                    try {
                        closeable.close();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return true;
                });
            } catch (RuntimeException | LinkageError left) {
                System.getLogger("dev.calotype.registry")
                        .log(System.Logger.Level.WARNING, version().label() + " does not close: " + left);
            }
        }
    }
}
