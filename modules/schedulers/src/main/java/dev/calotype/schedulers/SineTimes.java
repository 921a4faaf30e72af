package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.util.List;

/** IPNDM's own times: with u falling evenly from 1 to 0, σ = sin²(πu/2), and time is 2/π·arcsin σ. */
final class SineTimes {
    private SineTimes() {}

    static SchedulerReading reading(ConfigReader json, Sampling sampling) {
        return new SchedulerReading(
                new CircleProcess(),
                new Prediction.Velocity(),
                sampling.choice(),
                SamplerChoice.of("sine"),
                List.of(),
                StartNoise.UNIT,
                sampling.approximations(),
                List.of());
    }
}
