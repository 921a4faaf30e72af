package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.Prediction;
import java.util.Map;

/** PNDMScheduler (Liu et al. 2022, arXiv:2202.09778); it counts steps in whole entries of the table. */
final class PndmReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        boolean velocity = Predictions.read(json) instanceof Prediction.Velocity;
        var options = Map.<String, Object>of("combines", velocity ? "velocity" : "noise", "wholeStride", true);
        return DiscreteTimes.reading(json, Sampling.of(json.flag("skip_prk_steps", false) ? "plms" : "pndm", options));
    }
}
