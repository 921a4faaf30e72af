package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** DDIMScheduler (Song et al. 2021, arXiv:2010.02502). */
final class DdimReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        return DiscreteTimes.reading(json, Sampling.of("ddim", Map.of("arrival", arrival(json))));
    }

    /** It steps down by ⌊T/n⌋, which with leading spacing is where the next time lies. */
    static String arrival(ConfigReader json) {
        String spacing = json.choice("timestep_spacing", "leading", "linspace", "trailing");
        return spacing.equals("leading") ? "next" : "even";
    }
}
