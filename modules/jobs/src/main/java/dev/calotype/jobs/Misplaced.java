package dev.calotype.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds fields that the schema knows but that do not belong to the kind of guidance or correction beside them. */
final class Misplaced {
    private Misplaced() {}

    static List<Fault> check(JsonNode job) {
        List<Fault> faults = new ArrayList<>();
        guidance(job.path("guidance"), faults);
        JsonNode corrections = job.path("corrections");
        for (int i = 0; corrections.isArray() && i < corrections.size(); i++) {
            correction("/corrections/" + i, corrections.path(i), faults);
        }
        return faults;
    }

    private static void guidance(JsonNode json, List<Fault> faults) {
        GuidanceKind kind = GuidanceKind.of(json.path("kind").asText()).orElse(null);
        if (kind == null) {
            return;
        }
        if (!json.has(kind.required())) {
            String said = "\"" + kind.required() + "\" is missing: guidance of kind \"" + kind.label() + "\" needs it";
            faults.add(new Fault("missing-field", "/guidance", said));
        }
        List<String> allowed = Stream.concat(kind.optional().stream(), Stream.of(kind.required(), "kind", "from", "to"))
                .toList();
        strangers("/guidance", "guidance of kind \"" + kind.label() + "\"", json, allowed, faults);
        range(json, kind, faults);
        JsonNode prompts = json.path("prompts");
        for (int i = 0; prompts.isArray() && i < prompts.size(); i++) {
            region("/guidance/prompts/" + i, prompts.path(i), faults);
        }
    }

    private static void region(String pointer, JsonNode prompt, List<Fault> faults) {
        box(pointer + "/box", prompt.path("box"), faults);
        ImageJson.address(pointer + "/mask", prompt.path("mask"), faults);
        if (prompt.has("box") && prompt.has("mask")) {
            faults.add(new Fault(
                    "contradiction",
                    pointer + "/box",
                    "a prompt counts in its \"box\" or where its \"mask\" is white; leave out one of the two"));
        }
    }

    private static void box(String pointer, JsonNode json, List<Fault> faults) {
        beyond(pointer, json, "left", "right", faults);
        beyond(pointer, json, "top", "bottom", faults);
    }

    private static void beyond(String pointer, JsonNode json, String first, String second, List<Fault> faults) {
        double from = json.path(first).asDouble(0);
        double to = json.path(second).asDouble(1);
        if (from >= to) {
            String said = "\"" + second + "\" must lie beyond \"" + first + "\", " + from + "; found " + to;
            faults.add(new Fault("out-of-range", pointer + "/" + second, said));
        }
    }

    private static void range(JsonNode json, GuidanceKind kind, List<Fault> faults) {
        double from = json.path("from").asDouble(0);
        double to = json.path("to").asDouble(1);
        if (from > to) {
            faults.add(new Fault(
                    "out-of-range", "/guidance/to", "\"to\" must not lie below \"from\", " + from + "; found " + to));
        }
        if (kind == GuidanceKind.CFG_PLUS_PLUS && json.path("scale").asDouble() > 1) {
            faults.add(new Fault(
                    "out-of-range",
                    "/guidance/scale",
                    "\"scale\" must be at most 1 for guidance of kind \"" + kind.label() + "\"; found "
                            + json.path("scale").asText()));
        }
    }

    private static void correction(String pointer, JsonNode json, List<Fault> faults) {
        CorrectionKind.of(json.path("kind").asText()).ifPresent(kind -> {
            List<String> allowed =
                    Stream.concat(kind.optional().stream(), Stream.of("kind")).toList();
            strangers(pointer, "a correction of kind \"" + kind.label() + "\"", json, allowed, faults);
        });
    }

    private static void strangers(
            String pointer, String what, JsonNode json, List<String> allowed, List<Fault> faults) {
        json.fieldNames().forEachRemaining(field -> {
            if (!allowed.contains(field)) {
                String at = pointer + "/" + JobSchema.escaped(field);
                String said = what + " has no field \"" + field + "\": " + NearMiss.hint(field, allowed);
                faults.add(new Fault("unknown-field", at, said));
            }
        });
    }
}
