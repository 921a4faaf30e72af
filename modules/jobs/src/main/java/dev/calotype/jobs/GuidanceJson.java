package dev.calotype.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of guidance: a number, or an object whose {@code kind} is one of {@link GuidanceKind}. */
final class GuidanceJson {
    private GuidanceJson() {}

    /** Reads what the schema and {@link Misplaced} have passed. */
    static GuidanceChoice read(JsonNode json) {
        if (json.isNumber()) {
            return GuidanceChoice.ofScale(json.asDouble());
        }
        GuidanceChoice guidance = kind(json);
        if (!json.has("from") && !json.has("to")) {
            return guidance;
        }
        return new GuidanceChoice.Within(number(json, "from", 0), number(json, "to", 1), guidance);
    }

    private static GuidanceChoice kind(JsonNode json) {
        String name = json.path("kind").asText();
        GuidanceKind kind = GuidanceKind.of(name)
                .orElseThrow(() -> new IllegalArgumentException("guidance of kind '" + name + "' is not known"));
        double scale = number(json, "scale", 1);
        return switch (kind) {
            case CLASSIFIER_FREE -> new GuidanceChoice.ClassifierFree(scale, number(json, "rescale", 0));
            case COMPOSED -> new GuidanceChoice.Composed(number(json, "weight", 1), prompts(json));
            case CFG_PLUS_PLUS -> new GuidanceChoice.CfgPlusPlus(scale);
            case PERPENDICULAR -> new GuidanceChoice.Perpendicular(scale, number(json, "strength", 1));
            case SELF_NEGATIVE -> new GuidanceChoice.SelfNegative(scale, number(json, "moderation", 1));
            case ONETIME_NEGATIVE -> new GuidanceChoice.OnetimeNegative(scale, number(json, "moderation", 1));
            case ADAPTIVE_PROJECTED ->
                new GuidanceChoice.AdaptiveProjected(
                        scale, number(json, "share", 0), number(json, "threshold", 0), number(json, "momentum", 0));
        };
    }

    private static List<GuidanceChoice.Composed.Prompt> prompts(JsonNode json) {
        List<GuidanceChoice.Composed.Prompt> prompts = new ArrayList<>();
        json.path("prompts")
                .forEach(part -> prompts.add(new GuidanceChoice.Composed.Prompt(
                        part.path("prompt").asText(), number(part, "weight", 1), region(part))));
        return prompts;
    }

    private static GuidanceChoice.Composed.@Nullable Region region(JsonNode part) {
        if (part.has("mask")) {
            return new GuidanceChoice.Composed.Painted(part.path("mask").asText());
        }
        JsonNode box = part.path("box");
        return box.isMissingNode()
                ? null
                : new GuidanceChoice.Composed.Box(
                        number(box, "left", 0),
                        number(box, "top", 0),
                        number(box, "right", 1),
                        number(box, "bottom", 1));
    }

    private static double number(JsonNode json, String field, double otherwise) {
        return json.path(field).asDouble(otherwise);
    }

    /** As a client could have sent it. */
    static JsonNode write(GuidanceChoice guidance) {
        return switch (guidance) {
            case GuidanceChoice.ClassifierFree free when free.rescale() == 0 -> DoubleNode.valueOf(free.scale());
            case GuidanceChoice.ClassifierFree free ->
                of(GuidanceKind.CLASSIFIER_FREE, free.scale()).put("rescale", free.rescale());
            case GuidanceChoice.Composed composed -> composed(composed);
            case GuidanceChoice.CfgPlusPlus plus -> of(GuidanceKind.CFG_PLUS_PLUS, plus.scale());
            case GuidanceChoice.Perpendicular(double scale, double strength) ->
                of(GuidanceKind.PERPENDICULAR, scale).put("strength", strength);
            case GuidanceChoice.SelfNegative(double scale, double moderation) ->
                of(GuidanceKind.SELF_NEGATIVE, scale).put("moderation", moderation);
            case GuidanceChoice.OnetimeNegative(double scale, double moderation) ->
                of(GuidanceKind.ONETIME_NEGATIVE, scale).put("moderation", moderation);
            case GuidanceChoice.AdaptiveProjected projected -> projected(projected);
            case GuidanceChoice.Within(double from, double to, GuidanceChoice inner) ->
                object(write(inner)).put("from", from).put("to", to);
        };
    }

    private static ObjectNode composed(GuidanceChoice.Composed guidance) {
        ObjectNode json = of(GuidanceKind.COMPOSED).put("weight", guidance.weight());
        guidance.prompts()
                .forEach(part -> prompt(part, json.withArray("prompts").addObject()));
        return json;
    }

    private static void prompt(GuidanceChoice.Composed.Prompt part, ObjectNode json) {
        json.put("prompt", part.prompt()).put("weight", part.weight());
        switch (part.region()) {
            case null -> {}
            case GuidanceChoice.Composed.Painted(String mask) -> json.put("mask", mask);
            case GuidanceChoice.Composed.Box box ->
                json.putObject("box")
                        .put("left", box.left())
                        .put("top", box.top())
                        .put("right", box.right())
                        .put("bottom", box.bottom());
        }
    }

    private static ObjectNode projected(GuidanceChoice.AdaptiveProjected guidance) {
        return of(GuidanceKind.ADAPTIVE_PROJECTED, guidance.scale())
                .put("share", guidance.share())
                .put("threshold", guidance.threshold())
                .put("momentum", guidance.momentum());
    }

    private static ObjectNode object(JsonNode json) {
        return json instanceof ObjectNode object ? object : of(GuidanceKind.CLASSIFIER_FREE, json.asDouble());
    }

    private static ObjectNode of(GuidanceKind kind, double scale) {
        return of(kind).put("scale", scale);
    }

    private static ObjectNode of(GuidanceKind kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind.label());
    }
}
