package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** UnCLIPScheduler (Ramesh et al. 2022, arXiv:2204.06125). */
final class UnClipReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        var options = Map.<String, Object>of(
                "variance", DdpmReader.variance(json, "fixed_small_log"), "share", lastShare(json));
        return DiscreteTimes.reading(json, Sampling.of("unclip", options));
    }

    /** β/(1 − ᾱ) of the first entry, which is 1 but for the rounding of ᾱ. */
    private static double lastShare(ConfigReader json) {
        return NoiseTable.betas(json)[0] / (1 - (double) NoiseTable.read(json)[0]);
    }
}
