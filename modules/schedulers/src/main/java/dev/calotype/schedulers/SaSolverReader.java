package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** SASolverScheduler (Xue et al. 2023, arXiv:2309.05019), stochastic at times 200 to 800. */
final class SaSolverReader implements SchedulerReader {
    private static final double FIRST = 200;
    private static final double LAST = 800;

    @Override
    public SchedulerReading read(ConfigReader json) {
        double last = json.integer("num_train_timesteps", 1000) - 1.0;
        boolean data = !json.text("algorithm_type", "").equals("noise_prediction");
        return SolverTimes.reading(
                json,
                Sampling.of(
                        "sa-solver",
                        Map.of(
                                "predicts",
                                data ? "data" : "noise",
                                "predictor",
                                json.integer("predictor_order", 2),
                                "corrector",
                                json.integer("corrector_order", 2),
                                "tau",
                                last < FIRST ? 0.0 : 1.0,
                                "cleanest",
                                Math.min(1, FIRST / last),
                                "noisiest",
                                Math.min(1, LAST / last),
                                "lowerOrderFinal",
                                json.flag("lower_order_final", true))));
    }
}
