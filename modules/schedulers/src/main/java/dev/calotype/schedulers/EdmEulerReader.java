package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** EDMEulerScheduler (Karras et al. 2022, arXiv:2206.00364). */
final class EdmEulerReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return EdmTimes.reading(
                json,
                Sampling.of(
                        "edm-euler",
                        Map.of("churned", "after-evaluation", "dataDeviation", json.number("sigma_data", 0.5))));
    }
}
