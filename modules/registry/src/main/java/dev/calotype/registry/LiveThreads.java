package dev.calotype.registry;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Platform threads that a plugin left running. */
final class LiveThreads {
    private LiveThreads() {}

    /** A sentence for each thread that is of this loader, has it as its own, or runs its code. */
    static List<String> of(ClassLoader loader) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(running -> isOf(running, loader))
                .map(running -> "the thread '" + running.getKey().getName() + "' still runs"
                        + where(running.getValue(), loader) + "; end it in close()")
                .toList();
    }

    private static boolean isOf(Map.Entry<Thread, StackTraceElement[]> running, ClassLoader loader) {
        Thread thread = running.getKey();
        return loader.equals(thread.getContextClassLoader())
                || loader.equals(thread.getClass().getClassLoader())
                || frames(running.getValue(), loader).findAny().isPresent();
    }

    private static String where(StackTraceElement[] stack, ClassLoader loader) {
        return frames(stack, loader)
                .findFirst()
                .map(frame -> " in " + frame.getClassName() + "." + frame.getMethodName())
                .orElse("");
    }

    private static Stream<StackTraceElement> frames(StackTraceElement[] stack, ClassLoader loader) {
        return Stream.of(stack).filter(frame -> Objects.equals(frame.getClassLoaderName(), loader.getName()));
    }
}
