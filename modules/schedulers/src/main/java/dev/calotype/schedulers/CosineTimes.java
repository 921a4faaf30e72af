package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.List;

/** Schedulers over the levels of Stable Audio, of which the network is told 2/π·arctan σ. */
final class CosineTimes {
    private CosineTimes() {}

    static SchedulerReading reading(ConfigReader json, Sampling sampling) {
        double least = json.number("sigma_min", 0.3);
        double most = json.number("sigma_max", 500);
        return new SchedulerReading(
                new ExplodingProcess(least, most, ExplodingProcess.Telling.ARC),
                Predictions.edm(json, "v_prediction", json.number("sigma_data", 1)),
                sampling.choice(),
                EdmTimes.schedule(json, "exponential"),
                List.of(),
                StartNoise.TOTAL,
                sampling.approximations(),
                List.of());
    }
}
