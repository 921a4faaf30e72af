package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.util.List;
import java.util.Map;

/** Schedulers of the variance-preserving diffusion (Song et al. 2021, arXiv:2011.13456, equation 33). */
final class PreservingTimes {
    private PreservingTimes() {}

    static SchedulerReading reading(ConfigReader json, Sampling sampling) {
        double first = json.number("beta_min", 0.1);
        double last = json.number("beta_max", 20);
        return new SchedulerReading(
                new PreservingProcess(first, last, json.number("sampling_eps", 0.001)),
                new Prediction.Epsilon(),
                sampling.choice(),
                new SamplerChoice("even", Map.of("end", "clean")),
                List.of(),
                StartNoise.UNIT,
                sampling.approximations(),
                List.of());
    }
}
