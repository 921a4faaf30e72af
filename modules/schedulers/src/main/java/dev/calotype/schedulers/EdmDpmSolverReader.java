package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;

/** EDMDPMSolverMultistepScheduler (DPM-Solver++ over the levels of EDM). */
final class EdmDpmSolverReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return EdmTimes.reading(json, DpmSolverMultistepReader.sampling("edm-dpm++", json));
    }
}
