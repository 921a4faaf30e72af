package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;

/** EulerAncestralDiscreteScheduler (the ancestral Euler steps of k-diffusion). */
final class EulerAncestralReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return RatioTimes.reading(json, Sampling.of("euler-ancestral"));
    }
}
