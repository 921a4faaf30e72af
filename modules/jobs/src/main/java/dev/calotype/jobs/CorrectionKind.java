package dev.calotype.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The corrections a job may name, each with the fields it may have. */
enum CorrectionKind {
    CLIP,
    DYNAMIC_THRESHOLD;

    /** The name in JSON, such as {@code dynamic-threshold}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<String> optional() {
        return switch (this) {
            case CLIP -> List.of("range");
            case DYNAMIC_THRESHOLD -> List.of("quantile", "most");
        };
    }

    static Optional<CorrectionKind> of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }
}
