package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.HashMap;
import java.util.Map;

/** DPMSolverMultistepScheduler (Lu et al. 2022, arXiv:2211.01095). */
final class DpmSolverMultistepReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return SolverTimes.reading(json, sampling(json));
    }

    static Sampling sampling(ConfigReader json) {
        return sampling("dpm++2m", json);
    }

    /** The same solver under another name. */
    static Sampling sampling(String name, ConfigReader json) {
        Map<String, Object> options = new HashMap<>(DpmSolvers.options(json));
        options.put("lowerOrderFinal", json.flag("lower_order_final", true));
        options.put("eulerAtFinal", json.flag("euler_at_final", false));
        return Sampling.of(name, options);
    }
}
