package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.Prediction;
import java.util.Map;

/**
 * EulerDiscreteScheduler (Karras et al. 2022, arXiv:2206.00364, algorithm 2); churn, where a job asks for it, adds its noise
 * after the network was evaluated.
 */
final class EulerReader implements SchedulerReader {
    @Override
    public SchedulerReading read(ConfigReader json) {
        String answer = switch (Predictions.read(json)) {
            case Prediction.Velocity velocity -> "velocity";
            case Prediction.Sample sample -> "sample";
            default -> "noise";
        };
        return RatioTimes.reading(json, Sampling.of("euler", Map.of("churned", "after-evaluation", "answer", answer)));
    }
}
