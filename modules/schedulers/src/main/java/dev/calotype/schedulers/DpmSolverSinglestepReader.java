package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.HashMap;
import java.util.Map;

/** DPMSolverSinglestepScheduler (Lu et al. 2022, arXiv:2206.00927). */
final class DpmSolverSinglestepReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        Map<String, Object> options = new HashMap<>(DpmSolvers.options(json));
        options.put("curvature", "exact");
        options.put("lowerOrderFinal", json.flag("lower_order_final", false));
        return SolverTimes.reading(json, Sampling.of("dpm++2s", options));
    }
}
