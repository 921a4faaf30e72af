package dev.calotype.plugin.stablediffusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What the reference's pipeline was called with.
 *
 * <p>golden.json lists numbers and texts but no pairs of numbers. One case was called with pairs: its steps, solved for what
 * joins the time embedding, give those below, the same for the prompt and for the zeros in its negative prompt's place.
 */
final class CaseArguments {
    private static final Map<String, Map<String, List<Integer>>> UNLISTED = Map.of(
            "t2i_empty_negative",
            Map.of(
                    "original_size", List.of(640, 480),
                    "crops_coords_top_left", List.of(8, 24),
                    "target_size", List.of(512, 512)));

    private CaseArguments() {}

    /** The arguments of a case, with those that golden.json does not list; what it does list stands. */
    static JsonNode of(JsonNode about) {
        ObjectNode arguments = about.path("arguments").deepCopy();
        UNLISTED.getOrDefault(about.path("id").asText(), Map.of()).forEach((name, pair) -> {
            if (!arguments.has(name)) {
                pair.forEach(arguments.withArray(name)::add);
            }
        });
        return arguments;
    }
}
