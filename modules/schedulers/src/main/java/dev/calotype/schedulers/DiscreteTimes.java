package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.SamplerChoice;
import java.util.List;
import java.util.Map;

/**
 * Schedulers that walk the times of the model's own table. A latent consistency model's last answer is the result, whatever
 * {@code set_alpha_to_one} says; a trajectory consistency model's walk ends at the table's first entry.
 */
final class DiscreteTimes {
    private static final int DISTILLED = 50;

    private DiscreteTimes() {}

    static SchedulerReading reading(ConfigReader json, Sampling sampling) {
        SamplerChoice schedule = switch (json.text("_class_name", "")) {
            case "LCMScheduler" -> distilled(json, "clean");
            case "TCDScheduler" -> distilled(json, "table");
            default -> discrete(json);
        };
        return new SchedulerReading(
                new TableProcess(NoiseTable.read(json)),
                Predictions.read(json),
                sampling.choice(),
                schedule,
                Corrections.read(json),
                StartNoise.UNIT,
                sampling.approximations(),
                List.of());
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
                        true));
    }

    private static SamplerChoice distilled(ConfigReader json, String end) {
        return new SamplerChoice(
                "distilled", Map.of("times", json.integer("original_inference_steps", DISTILLED), "end", end));
    }

    private static String end(ConfigReader json) {
        return json.flag("set_alpha_to_one", Ordinary.of(json).endsClean()) ? "clean" : "table";
    }
}
