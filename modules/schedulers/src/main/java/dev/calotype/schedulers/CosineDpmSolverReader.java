package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** CosineDPMSolverMultistepScheduler (DPM-Solver++ (SDE) over the levels of Stable Audio). */
final class CosineDpmSolverReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return CosineTimes.reading(
                json,
                Sampling.of(
                        "cosine-dpm",
                        Map.of(
                                "order",
                                json.integer("solver_order", 2),
                                "lowerOrderFinal",
                                json.flag("lower_order_final", true),
                                "eulerAtFinal",
                                json.flag("euler_at_final", false))));
    }
}
