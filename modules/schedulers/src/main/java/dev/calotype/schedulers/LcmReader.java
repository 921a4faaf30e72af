package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** LCMScheduler (Luo et al. 2023, arXiv:2310.04378). */
final class LcmReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return DiscreteTimes.reading(
                json, Sampling.of("lcm", Map.of("timestepScaling", json.number("timestep_scaling", 10))));
    }
}
