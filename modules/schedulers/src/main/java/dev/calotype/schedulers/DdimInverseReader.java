package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** DDIMInverseScheduler (DDIM run towards noise). */
final class DdimInverseReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return DiscreteTimes.reading(
                json, Sampling.of("ddim-inverse", Map.of("arrival", DdimReader.arrival(json), "told", "next")));
    }
}
