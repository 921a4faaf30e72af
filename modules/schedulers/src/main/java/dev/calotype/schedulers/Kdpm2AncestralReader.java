package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;

/** KDPM2AncestralDiscreteScheduler (DPM-Solver-2 with ancestral noise). */
final class Kdpm2AncestralReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return RatioTimes.reading(json, Sampling.of("dpm2-ancestral"));
    }
}
