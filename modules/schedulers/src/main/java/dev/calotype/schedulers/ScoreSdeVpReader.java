package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** ScoreSdeVpScheduler (Song et al. 2021, arXiv:2011.13456). */
final class ScoreSdeVpReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return PreservingTimes.reading(json, Sampling.of("reverse-sde", Map.of("interval", "even")));
    }
}
