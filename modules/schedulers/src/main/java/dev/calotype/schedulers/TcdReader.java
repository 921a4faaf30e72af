package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;

/** TCDScheduler (Zheng et al. 2024, arXiv:2402.19159). */
final class TcdReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return DiscreteTimes.reading(json, Sampling.of("tcd"));
    }
}
