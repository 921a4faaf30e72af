package dev.calotype.contracts;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a part of a plugin has thrown, told to its author. */
final class Thrown {
    private Thrown() {}

    /** The exception and where in the plugin it comes from. */
    static String told(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "nothing that it says";
        }
        Optional<StackTraceElement> own = Arrays.stream(thrown.getStackTrace())
                .filter(at -> !at.getClassName().startsWith("java."))
                .findFirst();
        return thrown
                + own.map(at -> " at " + at.getClassName() + "." + at.getMethodName() + ", line " + at.getLineNumber())
                        .orElse("");
    }
}
