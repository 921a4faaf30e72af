package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Schedulers that walk σ/α and are written in x/α, as k-diffusion's are. */
final class RatioTimes {
    private RatioTimes() {}

    static SchedulerReading reading(ConfigReader json, Sampling sampling) {
        Prediction prediction = Predictions.read(json);
        NoiseProcess table = new TableProcess(NoiseTable.read(json));
        boolean continuous =
                json.choice("timestep_type", "discrete", "continuous").equals("continuous")
                        && prediction instanceof Prediction.Velocity;
        return new SchedulerReading(
                continuous ? new LogTimes(table) : table,
                prediction,
                sampling.choice(),
                schedule(json),
                Corrections.read(json),
                Ordinary.spacing(json).equals("leading") ? StartNoise.TOTAL : StartNoise.SIGMA,
                sampling.approximations(),
                List.of());
    }

    private static SamplerChoice schedule(ConfigReader json) {
        boolean even = json.choice("interpolation_type", "linear", "log_linear").equals("log_linear");
        String named = Spreads.named(json).orElse(even ? "spaced" : "discrete");
        return switch (named) {
            case "discrete" -> discrete(json);
            case "spaced" ->
                new SamplerChoice(
                        "exponential",
                        Map.of(
                                "ends",
                                Ordinary.spacing(json),
                                "offset",
                                json.integer("steps_offset", 0),
                                "spacedTimes",
                                true));
            default -> new SamplerChoice(named, spread(json, named, even ? "process" : Ordinary.spacing(json)));
        };
    }

    private static SamplerChoice discrete(ConfigReader json) {
        return new SamplerChoice(
                "discrete",
                Map.of(
                        "spacing",
                        Ordinary.spacing(json),
                        "offset",
                        json.integer("steps_offset", 0),
                        "end",
                        end(json),
                        "round",
                        false));
    }

    private static Map<String, Object> spread(ConfigReader json, String named, String ends) {
        boolean whole = named.equals("karras") && json.text("_class_name", "").startsWith("KDPM2");
        Map<String, Object> options = new HashMap<>();
        options.put("ends", ends);
        options.put("offset", json.integer("steps_offset", 0));
        options.put("end", end(json));
        options.put("times", whole ? "nearest" : "exact");
        json.optionalNumber("sigma_min").ifPresent(least -> options.put("smallest", least));
        json.optionalNumber("sigma_max").ifPresent(most -> options.put("largest", most));
        return options;
    }

    private static String end(ConfigReader json) {
        return json.choice("final_sigmas_type", "zero", "sigma_min").equals("zero") ? "clean" : "table";
    }
}
