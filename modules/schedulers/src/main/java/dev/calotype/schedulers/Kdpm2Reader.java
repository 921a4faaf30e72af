package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;

/** KDPM2DiscreteScheduler (DPM-Solver-2 in the form of k-diffusion). */
final class Kdpm2Reader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return RatioTimes.reading(json, Sampling.of("dpm2"));
    }
}
