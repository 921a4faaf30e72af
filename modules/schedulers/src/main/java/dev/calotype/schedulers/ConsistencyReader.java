package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** CMStochasticIterativeScheduler (Song et al. 2023, arXiv:2303.01469). */
final class ConsistencyReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return ConsistencyTimes.reading(json, Sampling.of("consistency", Map.of("noise", json.number("s_noise", 1))));
    }
}
