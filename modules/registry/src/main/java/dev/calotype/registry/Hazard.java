package dev.calotype.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Ways in which code is known to keep its class loader alive after it was closed, told by what it calls. */
@SuppressWarnings("ImmutableEnumChecker") // the list is never changed
enum Hazard {
    THREAD_LOCAL(
            "values of a ThreadLocal stay on the farm's platform threads; remove() them where they were set",
            "java/lang/ThreadLocal.",
            "java/lang/InheritableThreadLocal."),
    SHUTDOWN_HOOK(
            "the virtual machine keeps a shutdown hook until it ends; a plugin must not add one, or must be AutoCloseable and remove it in close()",
            "java/lang/Runtime.addShutdownHook"),
    SQL_DRIVER(
            "java.sql.DriverManager keeps registered drivers; deregister it in close()",
            "java/sql/DriverManager.registerDriver"),
    THREADS(
            "a thread that still runs keeps its classes; stop it in close()",
            "java/lang/Thread.",
            "java/util/Timer.",
            "java/util/concurrent/Executors.",
            "java/util/concurrent/ThreadPoolExecutor."),
    SHARED_MAPPER(
            "a library that the farm brings keeps the classes it has seen in caches of its own; put the library into the plugin's folder",
            "com/fasterxml/jackson/"),
    BEANS("the introspector and the platform's MBean server keep classes", "java/beans/", "javax/management/"),
    LOGGING("handlers and levels of java.util.logging are kept for good", "java/util/logging/"),
    PROVIDER("security providers are kept for good", "java/security/Security."),
    PROPERTIES(
            "system properties and URL handlers are kept for good",
            "java/lang/System.getProperties",
            "java/net/URL.setURLStreamHandlerFactory"),
    SHARED_STATE("what the farm's native engine was given is kept by it", "ai/djl/");

    private final String hint;
    private final List<String> marks;

    Hazard(String hint, String... marks) {
        this.hint = hint;
        this.marks = List.of(marks);
    }

    /** A sentence for each hazard that some code runs. */
    static List<String> in(ClassScan scan) {
        List<String> hints = new ArrayList<>();
        Arrays.stream(values())
                .forEach(hazard -> scan.first(reference -> hazard.marks.stream().anyMatch(reference::startsWith))
                        .ifPresent(who -> hints.add(who + ": " + hazard.hint)));
        return hints;
    }
}
