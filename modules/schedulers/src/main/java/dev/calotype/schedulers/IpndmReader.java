package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** IPNDMScheduler (improved PNDM). */
final class IpndmReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return SineTimes.reading(json, Sampling.of("ipndm", Map.of("blindStart", true)));
    }
}
