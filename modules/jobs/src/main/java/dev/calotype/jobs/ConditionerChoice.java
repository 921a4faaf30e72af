package dev.calotype.jobs;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A conditioning module that a job names.
 *
 * @param name the module's name
 * @param image where the picture lies that it is given, see {@link PictureAddress}, or null
 * @param strength how strongly it conditions; 0 is as if it were absent
 * @param from share of the evaluations before it begins
 * @param to share of the evaluations when it has ended
 * @param options values by the name of the option; numbers, texts, truth values or lists of numbers
 * @param attributes values by the name of the attribute
 */
public record ConditionerChoice(
        String name,
        @Nullable String image,
        double strength,
        double from,
        double to,
        Map<String, Object> options,
        Map<String, Double> attributes) {
    /** Copies the maps. */
    public ConditionerChoice {
        options = Map.copyOf(Objects.requireNonNullElse(options, Map.of()));
        attributes = Map.copyOf(Objects.requireNonNullElse(attributes, Map.of()));
    }
}
