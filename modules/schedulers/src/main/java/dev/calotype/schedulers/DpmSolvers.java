package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/** The fields that both kinds of the reference's DPM-Solvers have. */
final class DpmSolvers {
    private DpmSolvers() {}

    /** Unknown algorithms and formulas are those of DPM-Solver++ by midpoints, as the reference takes other solvers' for. */
    static Map<String, Object> options(ConfigReader json) {
        String algorithm = json.text("algorithm_type", "dpmsolver++");
        boolean stochastic = algorithm.startsWith("sde-");
        return Map.of(
                "predicts",
                algorithm.endsWith("dpmsolver") ? "noise" : "data",
                "order",
                json.integer("solver_order", 2),
                "slope",
                json.text("solver_type", "").equals("heun") ? "heun" : "midpoint",
                "curvature",
                stochastic ? "raised" : "half",
                "tau",
                stochastic ? 1.0 : 0.0);
    }
}
