package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.Prediction;

/** What a network predicts, by the field {@code prediction_type}. */
final class Predictions {
    private Predictions() {}

    static Prediction read(ConfigReader json) {
        if (json.flag("use_flow_sigmas", false)) {
            return new Prediction.Flow();
        }
        String type = json.choice("prediction_type", "epsilon", "v_prediction", "sample", "flow", "flow_prediction");
        return switch (type) {
            case "v_prediction" -> new Prediction.Velocity();
            case "sample" -> new Prediction.Sample();
            case "flow", "flow_prediction" -> new Prediction.Flow();
            default -> new Prediction.Epsilon();
        };
    }

    /** The preconditioned answer of EDM, of which "v_prediction" is the opposite. */
    static Prediction edm(ConfigReader json, String ordinary, double dataDeviation) {
        String type = json.text("prediction_type", ordinary);
        if (!type.equals("epsilon") && !type.equals("v_prediction")) {
            json.fault("prediction_type", "is '" + type + "'; supported: epsilon, v_prediction");
        }
        return type.equals("v_prediction")
                ? new Prediction.EdmVelocity(dataDeviation)
                : new Prediction.Edm(dataDeviation);
    }
}
