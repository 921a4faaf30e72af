package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.util.List;
import java.util.Map;

/** Schedulers of the variance-exploding diffusion (Song et al. 2021, arXiv:2011.13456, equation 30). */
final class ExplodingTimes {
    private ExplodingTimes() {}

    static SchedulerReading reading(ConfigReader json, Sampling sampling) {
        double least = json.number("sigma_min", 0.01);
        double most = json.number("sigma_max", 1348);
        return new SchedulerReading(
                new ExplodingProcess(least, most, ExplodingProcess.Telling.SIGMA),
                new Prediction.Score(),
                sampling.choice(),
                new SamplerChoice("exponential", Map.of("end", "clean")),
                List.of(),
                StartNoise.SIGMA,
                sampling.approximations(),
                List.of());
    }
}
