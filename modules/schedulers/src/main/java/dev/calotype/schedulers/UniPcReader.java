package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** UniPCMultistepScheduler (Zhao et al. 2023, arXiv:2302.04867). */
final class UniPcReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return SolverTimes.reading(
                json,
                Sampling.of(
                        "unipc",
                        Map.of(
                                "predicts",
                                json.flag("predict_x0", true) ? "data" : "noise",
                                "order",
                                json.integer("solver_order", 2),
                                "b",
                                json.text("solver_type", "").equals("bh1") ? "bh1" : "bh2",
                                "lowerOrderFinal",
                                json.flag("lower_order_final", true),
                                "uncorrected",
                                json.numbers("disable_corrector"))));
    }
}
