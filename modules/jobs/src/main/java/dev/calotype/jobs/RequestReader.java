package dev.calotype.jobs;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Correction;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.SamplerChoice;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a document that the schema has passed into a request. */
final class RequestReader {
    private RequestReader() {}

    static JobRequest read(JsonNode job) {
        return new JobRequest(
                text(job, "id"),
                job.path("tenant").asText("default"),
                job.path("priority").asInt(0),
                job.path("model").asText(),
                adapters(job.path("adapters")),
                job.path("prompt").asText(),
                job.path("negative").asText(""),
                choice(job.get("sampler")),
                choice(job.get("schedule")),
                whole(job, "steps"),
                job.has("guidance") ? GuidanceJson.read(job.path("guidance")) : null,
                job.has("corrections") ? corrections(job.path("corrections")) : null,
                job.has("seed") ? job.path("seed").asLong() : null,
                job.path("count").asInt(1),
                whole(job, "width"),
                whole(job, "height"),
                time(text(job, "deadline")),
                ImageJson.image(job.get("image")),
                ImageJson.refinement(job.get("refine")),
                ImageJson.variation(job.get("variation")),
                job.has("prompting") ? prompting(job.path("prompting")) : null,
                ConditionerJson.read(job.path("conditioners")),
                VideoJson.read(job.get("video")),
                ImageJson.framing(job.get("framing")),
                second(job.get("second")));
    }

    /** The request that is left when every top-level field with a fault in it is taken out. */
    static @Nullable JobRequest readRest(JsonNode job, List<Fault> faults) {
        if (!(job.deepCopy() instanceof ObjectNode rest)) {
            return null;
        }
        for (Fault fault : faults) {
            JsonPointer field = JsonPointer.compile(fault.pointer());
            if (!field.matches()) {
                rest.remove(field.getMatchingProperty());
            }
        }
        return read(rest).withId("rest");
    }

    private static Prompting prompting(JsonNode json) {
        return new Prompting(
                json.path("emphasis").asBoolean(false),
                json.path("chunks").asBoolean(false),
                json.path("skip").asInt(0));
    }

    private static @Nullable SecondPrompts second(@Nullable JsonNode json) {
        return json == null ? null : new SecondPrompts(text(json, "prompt"), text(json, "negative"));
    }

    private static @Nullable String text(JsonNode job, String field) {
        return job.has(field) ? job.path(field).asText() : null;
    }

    private static @Nullable Integer whole(JsonNode job, String field) {
        return job.has(field) ? job.path(field).asInt() : null;
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    private static @Nullable SamplerChoice choice(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (node.isTextual()) {
            return SamplerChoice.of(node.asText());
        }
        return new SamplerChoice(node.path("name").asText(), options(node.path("options")));
    }

    /** Options by name, as numbers, truth values, texts and lists. */
    static Map<String, Object> options(JsonNode json) {
        Map<String, Object> options = new HashMap<>();
        json.properties().forEach(option -> options.put(option.getKey(), value(option.getValue())));
        return options;
    }

    private static List<Correction> corrections(JsonNode json) {
        List<Correction> corrections = new ArrayList<>();
        json.forEach(one -> corrections.add(CorrectionJson.read(one)));
        return List.copyOf(corrections);
    }

    private static List<AdapterChoice> adapters(JsonNode json) {
        List<AdapterChoice> adapters = new ArrayList<>();
        json.forEach(one -> adapters.add(
                new AdapterChoice(one.path("name").asText(), one.path("weight").asDouble(1))));
        return List.copyOf(adapters);
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> node.numberValue();
            case BOOLEAN -> node.booleanValue();
            case ARRAY -> list(node);
            case STRING, BINARY, MISSING, NULL, OBJECT, POJO -> node.asText();
        };
    }

    private static List<Object> list(JsonNode node) {
        List<Object> values = new ArrayList<>();
        node.forEach(item -> values.add(value(item)));
        return List.copyOf(values);
    }
}
