package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** FlowMatchEulerDiscreteScheduler (Esser et al. 2024, arXiv:2403.03206). */
final class FlowMatchEulerReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return FlowTimes.reading(
                json,
                Sampling.of("flow-euler", Map.of("step", json.flag("stochastic_sampling", false) ? "noise" : "flow")));
    }
}
