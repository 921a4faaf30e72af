package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.Correction;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.util.List;

/**
 * What {@code scheduler/scheduler_config.json} says of a model: the process it was trained on, what its network predicts,
 * and how its authors walk it.
 *
 * @param process the process
 * @param prediction what the network's answer means
 * @param sampler the sampler that the scheduler's class and fields name, or the nearest one this farm has
 * @param schedule its levels
 * @param corrections what is done to each denoised value, in order
 * @param start how strong the noise is that the reference begins with
 * @param approximations what the sampler is only nearest to, one sentence each; empty where it is the scheduler's own
 * @param warnings fields that were not understood, one sentence each
 */
public record SchedulerReading(
        NoiseProcess process,
        Prediction prediction,
        SamplerChoice sampler,
        SamplerChoice schedule,
        List<Correction> corrections,
        StartNoise start,
        List<String> approximations,
        List<String> warnings) {
    /** Copies the lists. */
    public SchedulerReading {
        corrections = List.copyOf(corrections);
        approximations = List.copyOf(approximations);
        warnings = List.copyOf(warnings);
    }

    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    public static SchedulerReading of(ConfigReader json) {
        return Schedulers.read(json);
    }

    SchedulerReading withWarnings(List<String> found) {
        return new SchedulerReading(process, prediction, sampler, schedule, corrections, start, approximations, found);
    }
}
