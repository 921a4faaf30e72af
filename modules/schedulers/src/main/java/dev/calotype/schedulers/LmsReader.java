package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;

/** LMSDiscreteScheduler (the linear multistep of k-diffusion). */
final class LmsReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return RatioTimes.reading(json, Sampling.of("lms"));
    }
}
