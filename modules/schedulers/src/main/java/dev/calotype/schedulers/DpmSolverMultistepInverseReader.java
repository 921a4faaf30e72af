package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;

/** DPMSolverMultistepInverseScheduler (DPM-Solver++ run towards noise). */
final class DpmSolverMultistepInverseReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return SolverTimes.reading(json, DpmSolverMultistepReader.sampling("dpm++2m-inverse", json));
    }
}
