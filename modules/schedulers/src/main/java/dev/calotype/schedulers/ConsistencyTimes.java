package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.Correction;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.util.List;
import java.util.Map;

/** Schedulers of consistency models: some entries of a table of Karras levels (Song et al. 2023, arXiv:2303.01469). */
final class ConsistencyTimes {
    private ConsistencyTimes() {}

    static SchedulerReading reading(ConfigReader json, Sampling sampling) {
        double least = json.number("sigma_min", 0.002);
        double most = json.number("sigma_max", 80);
        Map<String, Object> options = Map.of(
                "rho", json.number("rho", 7), "entries", json.integer("num_train_timesteps", 40), "end", "table");
        return new SchedulerReading(
                new ExplodingProcess(least, most, ExplodingProcess.Telling.LOG_250),
                new Prediction.Consistency(json.number("sigma_data", 0.5), least),
                sampling.choice(),
                new SamplerChoice("karras", options),
                json.flag("clip_denoised", true) ? List.of(new Correction.Clip(1)) : List.of(),
                StartNoise.SIGMA,
                sampling.approximations(),
                List.of());
    }
}
