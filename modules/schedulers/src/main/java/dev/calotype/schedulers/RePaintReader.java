package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** RePaintScheduler (Lugmayr et al. 2022, arXiv:2201.09865). */
final class RePaintReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return DiscreteTimes.reading(
                json,
                Sampling.of(
                        "repaint",
                        Map.of(
                                "jumpLength",
                                10,
                                "jumpSamples",
                                10,
                                "eta",
                                json.number("eta", 0),
                                "lifting",
                                "late",
                                "correctedNoise",
                                false)));
    }
}
