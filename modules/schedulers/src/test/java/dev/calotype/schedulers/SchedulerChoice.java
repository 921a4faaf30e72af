package dev.calotype.schedulers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.spi.Level;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.testkit.Planned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Which sampler and which levels here are those of a scheduler case of the reference. */
final class SchedulerChoice {
    /** What the reference takes at each step, and what the samplers here call it. */
    private static final Map<String, String> STEP_OPTIONS = Map.of(
            "eta", "eta",
            "use_clipped_model_output", "correctedNoise",
            "s_churn", "churn",
            "s_tmin", "least",
            "s_tmax", "most",
            "s_noise", "noise");

    private static final Map<String, String> WALK_OPTIONS =
            Map.of("jump_length", "jumpLength", "jump_n_sample", "jumpSamples");

    private final JsonNode about;
    private final SchedulerReading reading;

    SchedulerChoice(JsonNode about) {
        this.about = about;
        reading = Reading.of(about.path("scheduler").asText(), about.path("config"));
    }

    SchedulerReading reading() {
        return reading;
    }

    /**
     * The case's sampler, with what the reference is told when its walk or a step begins; unCLIP's is told nothing of the time
     * that follows, and then goes down one entry.
     */
    SamplerChoice sampler() {
        Map<String, Object> options = new HashMap<>();
        STEP_OPTIONS.forEach((theirs, ours) -> put(options, about.path("step").path(theirs), ours));
        WALK_OPTIONS.forEach(
                (theirs, ours) -> put(options, about.path("set_timesteps").path(theirs), ours));
        if (reading.sampler().name().equals("unclip")) {
            options.put("arrival", "one");
        }
        return with(CaseOptions.of(reading, about, all()), options);
    }

    /** The case's levels, from where it starts. */
    List<Level> levels() {
        List<Level> levels = all();
        return levels.subList(CaseOptions.levelsBefore(reading.sampler(), about), levels.size());
    }

    private List<Level> all() {
        JsonNode asked = about.path("set_timesteps");
        if (asked.has("timesteps")) {
            return atTimes(numbers(asked.path("timesteps")));
        }
        if (asked.has("sigmas")) {
            return atSigmas(numbers(asked.path("sigmas")));
        }
        SamplerChoice schedule = reading.schedule();
        if (asked.path("mu").isNumber()) {
            schedule = DynamicShift.read(Reading.json(about.path("scheduler").asText(), about.path("config")))
                    .shifted(schedule, asked.path("mu").asDouble());
        }
        if (asked.path("strength").isNumber()) {
            schedule = with(schedule, Map.of("strength", asked.path("strength").asDouble()));
        }
        return levels(schedule, about.path("num_inference_steps").asInt());
    }

    private List<Level> levels(SamplerChoice schedule, int steps) {
        return Planned.levels(schedule, steps, reading.process());
    }

    /** Consistency models count the entries of their table from the noisiest, and list them backwards. */
    private List<Level> atTimes(List<Double> times) {
        if (reading.schedule().options().get("entries") instanceof Integer entries) {
            List<Level> table = levels(reading.schedule(), entries);
            List<Level> levels = new ArrayList<>();
            times.reversed().forEach(time -> levels.add(table.get(time.intValue())));
            levels.add(table.getLast());
            return levels;
        }
        Object end = reading.schedule().options().getOrDefault("end", "clean");
        return levels(new SamplerChoice("explicit", Map.of("at", times, "ratios", false, "end", end)), times.size());
    }

    private List<Level> atSigmas(List<Double> sigmas) {
        if (reading.prediction() instanceof Prediction.Flow) {
            return levels(with(reading.schedule(), Map.of("at", sigmas)), sigmas.size());
        }
        boolean ends = sigmas.getLast() == 0;
        return levels(
                new SamplerChoice("explicit", Map.of("at", sigmas, "ratios", true)),
                ends ? sigmas.size() - 1 : sigmas.size());
    }

    private static List<Double> numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asDouble)
                .toList();
    }

    private static void put(Map<String, Object> options, JsonNode value, String name) {
        if (value.isBoolean()) {
            options.put(name, value.asBoolean());
        } else if (value.isInt()) {
            options.put(name, value.asInt());
        } else if (value.isNumber()) {
            options.put(name, value.asDouble());
        }
    }

    private static SamplerChoice with(SamplerChoice choice, Map<String, Object> more) {
        Map<String, Object> options = new HashMap<>(choice.options());
        options.putAll(more);
        return new SamplerChoice(choice.name(), options);
    }
}
