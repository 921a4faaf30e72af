package dev.calotype.registry;

import java.util.Optional;

/** Whose code is running: the plugin that a thread's calls lead through. */
public final class CallingPlugin {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private CallingPlugin() {}

    /**
     * The latest plugin on this thread's stack, as id, version and the digest's beginning, apart by hyphens; empty if the farm's
     * own code runs for itself. Costs some microseconds.
     */
    public static Optional<String> find() {
        return STACK.walk(
                frames -> frames.map(frame -> frame.getDeclaringClass().getClassLoader())
                        .filter(PluginClassLoader.class::isInstance)
                        .map(ClassLoader::getName)
                        .findFirst());
    }
}
