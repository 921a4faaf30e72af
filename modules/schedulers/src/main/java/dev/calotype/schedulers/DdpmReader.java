package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** DDPMScheduler (Ho et al. 2020, arXiv:2006.11239). */
final class DdpmReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return DiscreteTimes.reading(json, sampling(json));
    }

    private static Sampling sampling(ConfigReader json) {
        return Sampling.of("ddpm", Map.of("variance", variance(json, "fixed_small"), "draws", "above-zero"));
    }

    /** The variance by our name, where {@code ordinary} is what the scheduler takes if the field is silent. */
    static String variance(ConfigReader json, String ordinary) {
        String type = json.choice(
                "variance_type",
                ordinary,
                "fixed_small",
                "fixed_small_log",
                "fixed_large",
                "fixed_large_log",
                "learned",
                "learned_range");
        return type.replace("fixed_", "").replace('_', '-');
    }
}
