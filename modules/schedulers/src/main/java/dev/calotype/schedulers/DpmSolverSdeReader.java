package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;

/** DPMSolverSDEScheduler (DPM-Solver++ (SDE) with midpoints). */
final class DpmSolverSdeReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return RatioTimes.reading(json, Sampling.of("dpm++sde"));
    }
}
