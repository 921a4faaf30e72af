package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.SamplerChoice;
import java.util.List;
import java.util.Map;

/** Schedulers over the levels of EDM (Karras et al. 2022, arXiv:2206.00364, equation 5). */
final class EdmTimes {
    private EdmTimes() {}

    static SchedulerReading reading(ConfigReader json, Sampling sampling) {
        double least = json.number("sigma_min", 0.002);
        double most = json.number("sigma_max", 80);
        return new SchedulerReading(
                new ExplodingProcess(least, most, ExplodingProcess.Telling.QUARTER_LOG),
                Predictions.edm(json, "epsilon", json.number("sigma_data", 0.5)),
                sampling.choice(),
                schedule(json, "karras"),
                Corrections.read(json),
                StartNoise.TOTAL,
                sampling.approximations(),
                List.of());
    }

    /** Levels along the curve that the configuration names, or else along the ordinary one. */
    static SamplerChoice schedule(ConfigReader json, String ordinary) {
        String name = json.text("sigma_schedule", ordinary);
        boolean clean = json.choice("final_sigmas_type", "zero", "sigma_min").equals("zero");
        String end = clean ? "clean" : "last";
        return switch (name) {
            case "exponential" -> new SamplerChoice(name, Map.of("end", end));
            case "karras" -> new SamplerChoice(name, Map.of("rho", json.number("rho", 7), "end", end));
            default -> {
                json.fault("sigma_schedule", "is '" + name + "'; supported: karras, exponential");
                yield new SamplerChoice(ordinary, Map.of("end", end));
            }
        };
    }
}
