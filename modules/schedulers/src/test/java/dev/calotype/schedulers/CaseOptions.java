package dev.calotype.schedulers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.spi.Level;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a case tells a sampler beyond its configuration: the arguments of the reference's every step, and how much of a longer
 * walk lies before its start, which some schedulers of the reference remember.
 */
final class CaseOptions {
    private CaseOptions() {}

    /** The choice with the case's own options. */
    static SamplerChoice of(SchedulerReading read, JsonNode about, List<Level> whole) {
        Map<String, Object> options = new HashMap<>(read.sampler().options());
        JsonNode step = about.path("step");
        if (step.path("eta").isNumber()) {
            options.put("eta", step.path("eta").asDouble());
        }
        if (step.path("s_churn").asDouble(0) > 0 && read.sampler().name().equals("euler")) {
            options.putAll(churn(step, read.prediction()));
        }
        if (step.path("s_noise").isNumber() && read.sampler().name().equals("dpm++sde")) {
            options.put("noise", step.path("s_noise").asDouble());
        }
        if (about.path("start").asInt() > 0) {
            options.putAll(skipped(read.sampler().name(), about.path("start").asInt(), whole));
        }
        return new SamplerChoice(read.sampler().name(), options);
    }

    /** How many levels lie before the start; PNDM evaluates twice at its second. */
    static int levelsBefore(SamplerChoice sampler, JsonNode about) {
        int start = about.path("start").asInt();
        return sampler.name().equals("plms") ? Math.max(0, start - 1) : start;
    }

    private static Map<String, Object> churn(JsonNode step, Prediction prediction) {
        String answer = switch (prediction) {
            case Prediction.Velocity velocity -> "velocity";
            case Prediction.Sample sample -> "sample";
            default -> "noise";
        };
        return Map.of(
                "churn", step.path("s_churn").asDouble(),
                "least", step.path("s_tmin").asDouble(),
                "most", step.path("s_tmax").asDouble(Double.POSITIVE_INFINITY),
                "noise", step.path("s_noise").asDouble(1),
                "churned", "after-evaluation",
                "answer", answer);
    }

    private static Map<String, Object> skipped(String sampler, int start, List<Level> whole) {
        return switch (sampler) {
            case "lms" ->
                Map.of(
                        "skipped",
                        whole.subList(0, start).reversed().stream()
                                .map(Level::ratio)
                                .toList());
            case "plms", "deis", "dpm++2m", "dpm++2s" -> Map.of("skipped", start);
            default -> Map.of();
        };
    }
}
