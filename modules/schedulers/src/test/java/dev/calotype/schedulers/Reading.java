package dev.calotype.schedulers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.configs.ConfigReader;

/** Reads the configuration of a golden case, and refuses what the reader finds fault with. */
final class Reading {
    private Reading() {}

    static SchedulerReading of(String scheduler, JsonNode config) {
        ConfigReader json = json(scheduler, config);
        SchedulerReading reading = SchedulerReading.of(json);
        if (!json.faults().isEmpty()) {
            throw new AssertionError(json.faults());
        }
        return reading;
    }

    static ConfigReader json(String scheduler, JsonNode config) {
        ObjectNode named = config.deepCopy();
        named.put("_class_name", scheduler);
        return ConfigReader.of("scheduler", named);
    }
}
