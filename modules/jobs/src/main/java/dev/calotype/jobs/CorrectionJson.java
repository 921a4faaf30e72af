package dev.calotype.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.calotype.spi.Correction;

/** The JSON form of those corrections that a job may ask for: an object with its {@code kind}. */
final class CorrectionJson {
    private CorrectionJson() {}

    /** Reads what the schema and {@link Misplaced} have passed. */
    static Correction read(JsonNode json) {
        String name = json.path("kind").asText();
        CorrectionKind kind = CorrectionKind.of(name)
                .orElseThrow(() -> new IllegalArgumentException("a correction of kind '" + name + "' is not known"));
        return switch (kind) {
            case CLIP -> new Correction.Clip(json.path("range").asDouble(1));
            case DYNAMIC_THRESHOLD ->
                new Correction.DynamicThreshold(
                        json.path("quantile").asDouble(0.995), json.path("most").asDouble(1));
        };
    }

    /**
     * As a client could have sent it.
     *
     * @throws IllegalArgumentException if a job cannot ask for this correction
     */
    static JsonNode write(Correction correction) {
        var json = JsonNodeFactory.instance.objectNode();
        return switch (correction) {
            case Correction.Clip(double range) ->
                json.put("kind", CorrectionKind.CLIP.label()).put("range", range);
            case Correction.DynamicThreshold(double quantile, double most) ->
                json.put("kind", CorrectionKind.DYNAMIC_THRESHOLD.label())
                        .put("quantile", quantile)
                        .put("most", most);
            case Correction.KnownRegion region -> throw unwritable("a known region");
            case Correction.KnownPath path -> throw unwritable("a known path");
            case Correction.Projected projected -> throw unwritable("a projection");
        };
    }

    private static IllegalArgumentException unwritable(String what) {
        return new IllegalArgumentException(what + " has no form in JSON; jobs ask for clip and dynamic-threshold");
    }
}
