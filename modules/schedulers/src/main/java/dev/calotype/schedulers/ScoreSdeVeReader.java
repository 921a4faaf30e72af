package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.SamplerChoice;
import java.util.List;
import java.util.Map;

/** ScoreSdeVeScheduler (Song et al. 2021, arXiv:2011.13456). */
final class ScoreSdeVeReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return ExplodingTimes.reading(json, sampling(json));
    }

    private static Sampling sampling(ConfigReader json) {
        var options = Map.<String, Object>of(
                "corrections", json.integer("correct_steps", 1), "ratio", json.number("snr", 0.15));
        return new Sampling(
                new SamplerChoice("predictor-corrector", options),
                List.of(
                        "ScoreSdeVeScheduler takes its corrections' size from the norms of the answer, which no plan can;"
                                + " predictor-corrector takes the expected ones, and corrects after each step instead of before"));
    }
}
