package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** DEISMultistepScheduler (Zhang and Chen 2023, arXiv:2204.13902). */
final class DeisReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return SolverTimes.reading(
                json,
                Sampling.of(
                        "deis",
                        Map.of(
                                "order",
                                json.integer("solver_order", 2),
                                "lowerOrderFinal",
                                json.flag("lower_order_final", true))));
    }
}
