package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;

/** FlowMatchHeunDiscreteScheduler (Esser et al. 2024, arXiv:2403.03206). */
final class FlowMatchHeunReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return FlowTimes.reading(json, Sampling.of("flow-heun"));
    }
}
