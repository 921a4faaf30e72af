package dev.calotype.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The JSON form of the conditioning modules that a job names. */
final class ConditionerJson {
    private ConditionerJson() {}

    /** What the schema and {@link #check} have passed. */
    static List<ConditionerChoice> read(JsonNode json) {
        List<ConditionerChoice> choices = new ArrayList<>();
        json.forEach(one -> choices.add(new ConditionerChoice(
                one.path("name").asText(),
                one.has("image") ? one.path("image").asText() : null,
                one.path("strength").asDouble(1),
                one.path("from").asDouble(0),
                one.path("to").asDouble(1),
                RequestReader.options(one.path("options")),
                attributes(one.path("attributes")))));
        return List.copyOf(choices);
    }

    private static Map<String, Double> attributes(JsonNode json) {
        Map<String, Double> attributes = new HashMap<>();
        json.properties()
                .forEach(attribute ->
                        attributes.put(attribute.getKey(), attribute.getValue().asDouble()));
        return attributes;
    }

    /** What the schema cannot see: addresses that are none, and ranges that end before they begin. */
    static List<Fault> check(JsonNode job) {
        List<Fault> faults = new ArrayList<>();
        JsonNode all = job.path("conditioners");
        for (int i = 0; all.isArray() && i < all.size(); i++) {
            String place = "/conditioners/" + i;
            ImageJson.address(place + "/image", all.path(i).path("image"), faults);
            double from = all.path(i).path("from").asDouble(0);
            double to = all.path(i).path("to").asDouble(1);
            if (from > to) {
                faults.add(new Fault(
                        "out-of-range",
                        place + "/to",
                        "\"to\" must not lie below \"from\", " + from + "; found " + to));
            }
        }
        return faults;
    }
}
