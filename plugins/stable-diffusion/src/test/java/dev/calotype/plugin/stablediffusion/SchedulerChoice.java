package dev.calotype.plugin.stablediffusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.networks.ConfigReader;
import dev.calotype.spi.Level;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which sampler and which levels here are those of a scheduler case of the reference, or why there are none yet. */
final class SchedulerChoice {
    private SchedulerChoice() {}

    /** Why the case cannot be walked; empty where it can. */
    static Optional<String> obstacle(JsonNode about) {
        JsonNode config = about.path("config");
        String name = about.path("scheduler").asText();
        if (!SchedulerSampler.isKnown(name)) {
            return Optional.of("no sampler of " + name + " yet");
        }
        return Stream.of(
                        SchedulerObstacles.ofSchedule(config),
                        SchedulerObstacles.ofSampler(name, config, about.path("step")),
                        SchedulerObstacles.ofReference(name, about),
                        reader(about).faults().stream())
                .flatMap(found -> found)
                .findFirst();
    }

    static SchedulerConfig config(JsonNode about) {
        return SchedulerConfig.read(json(about));
    }

    /** The case's sampler, with the η that the reference takes at each step. */
    static SamplerChoice sampler(JsonNode about) {
        SamplerChoice read = config(about).sampler();
        JsonNode eta = about.path("step").path("eta");
        return eta.isNumber() ? new SamplerChoice(read.name(), Map.of("eta", eta.asDouble())) : read;
    }

    /** The case's levels, from where it starts. */
    static List<Level> levels(JsonNode about) {
        List<Level> levels = about.path("set_timesteps").path("mu").isNumber() ? shifted(about) : all(about);
        return levels.subList(about.path("start").asInt(), levels.size());
    }

    private static List<Level> all(JsonNode about) {
        SchedulerConfig scheduler = config(about);
        JsonNode asked = about.path("set_timesteps");
        if (!asked.has("timesteps") && !asked.has("sigmas")) {
            return Planned.levels(scheduler, about.path("num_inference_steps").asInt());
        }
        List<Level> levels = new ArrayList<>();
        asked.path("timesteps").forEach(time -> levels.add(scheduler.process().atTime(time.asDouble())));
        asked.path("sigmas").forEach(sigma -> levels.add(given(scheduler, about, sigma.asDouble())));
        if (!levels.getLast().isClean()) {
            levels.add(Level.clean(0));
        }
        return levels;
    }

    private static Level given(SchedulerConfig scheduler, JsonNode about, double sigma) {
        if (!(scheduler.prediction() instanceof Prediction.Flow)) {
            return scheduler.process().atRatio(sigma);
        }
        double shift = about.path("config").path("shift").asDouble(1);
        double shifted = shift * sigma / (1 + (shift - 1) * sigma);
        return scheduler.process().atRatio(shifted / (1 - shifted));
    }

    /** The shift that a picture's size asked for: e^μ, or μ itself. */
    private static List<Level> shifted(JsonNode about) {
        double mu = about.path("set_timesteps").path("mu").asDouble();
        boolean linear = about.path("config").path("time_shift_type").asText().equals("linear");
        SchedulerConfig scheduler = config(about);
        var schedule = new SamplerChoice("flow", Map.of("shift", linear ? mu : Math.exp(mu), "last", 0.001));
        return Planned.levels(
                new SchedulerConfig(scheduler.process(), scheduler.prediction(), scheduler.sampler(), schedule),
                about.path("num_inference_steps").asInt());
    }

    private static ConfigReader reader(JsonNode about) {
        ConfigReader json = json(about);
        SchedulerConfig.read(json);
        return json;
    }

    private static ConfigReader json(JsonNode about) {
        ObjectNode config = about.path("config").deepCopy();
        config.put("_class_name", about.path("scheduler").asText());
        if (about.path("set_timesteps").path("mu").isNumber()) {
            config.remove(List.of("use_dynamic_shifting", "shift"));
        }
        return ConfigReader.of("scheduler", config);
    }
}
