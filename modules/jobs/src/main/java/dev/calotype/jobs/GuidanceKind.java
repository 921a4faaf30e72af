package dev.calotype.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of guidance a job may name, each with the fields it must have and those it may have. */
enum GuidanceKind {
    CLASSIFIER_FREE,
    COMPOSED,
    CFG_PLUS_PLUS,
    PERPENDICULAR,
    SELF_NEGATIVE,
    ONETIME_NEGATIVE,
    ADAPTIVE_PROJECTED;

    /** The name in JSON, such as {@code cfg-plus-plus}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String required() {
        return this == COMPOSED ? "prompts" : "scale";
    }

    List<String> optional() {
        return switch (this) {
            case CLASSIFIER_FREE -> List.of("rescale");
            case COMPOSED -> List.of("weight");
            case CFG_PLUS_PLUS -> List.of();
            case PERPENDICULAR -> List.of("strength");
            case SELF_NEGATIVE, ONETIME_NEGATIVE -> List.of("moderation");
            case ADAPTIVE_PROJECTED -> List.of("share", "threshold", "momentum");
        };
    }

    static Optional<GuidanceKind> of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }
}
