package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;

/** HeunDiscreteScheduler (Karras et al. 2022, arXiv:2206.00364, algorithm 2). */
final class HeunReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return RatioTimes.reading(json, Sampling.of("heun"));
    }
}
