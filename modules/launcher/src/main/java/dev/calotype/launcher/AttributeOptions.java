package dev.calotype.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Named numbers for conditioning modules on the command line. */
final class AttributeOptions {
    @Option(
            names = "--attribute",
            paramLabel = "MODULE.NAME=VALUE",
            description = "a named number for a conditioning module that takes some; may be repeated")
    Map<String, Double> given = new LinkedHashMap<>();

    /** Adds them to a job's modules, and modules that have nothing else. */
    void addTo(ObjectNode job) {
        given.forEach((key, value) -> {
            int dot = key.lastIndexOf('.');
            if (dot < 1 || dot == key.length() - 1) {
                throw new Complaint("--attribute is '" + key + "=" + value
                        + "'; it is a module's name, a dot, an attribute's name and its value, such as"
                        + " looks.brightness=0.7");
            }
            module(job, key.substring(0, dot)).withObject("/attributes").put(key.substring(dot + 1), value);
        });
    }

    private static ObjectNode module(ObjectNode job, String name) {
        for (JsonNode one : job.withArray("conditioners")) {
            if (one instanceof ObjectNode module && one.path("name").asText().equals(name)) {
                return module;
            }
        }
        return job.withArray("conditioners").addObject().put("name", name);
    }
}
