package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.ConfigReader;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@code scheduler/scheduler_config.json} says of a model: the process it was trained on, what its network
 * predicts, and the sampler and schedule its authors chose.
 *
 * @param process the process
 * @param prediction what the network's answer means
 * @param sampler the sampler that the scheduler's class names, or the nearest one this farm has
 * @param schedule its time steps
 */
record SchedulerConfig(NoiseProcess process, Prediction prediction, SamplerChoice sampler, SamplerChoice schedule) {
    private static final String NEAREST = "dpm++2m";
    private static final Map<String, String> SAMPLERS = Map.of(
            "DDIMScheduler", "ddim",
            "DDPMScheduler", "ddpm",
            "DPMSolverMultistepScheduler", "dpm++2m",
            "EulerDiscreteScheduler", "euler",
            "EulerAncestralDiscreteScheduler", "euler-ancestral",
            "HeunDiscreteScheduler", "heun",
            "FlowMatchEulerDiscreteScheduler", "euler",
            "FlowMatchHeunDiscreteScheduler", "heun");

    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    static SchedulerConfig read(ConfigReader json) {
        Prediction prediction = prediction(json);
        SamplerChoice sampler = SamplerChoice.of(SAMPLERS.getOrDefault(className(json), NEAREST));
        return prediction instanceof Prediction.Flow
                ? new SchedulerConfig(new FlowProcess(trainingSteps(json)), prediction, sampler, flowSchedule(json))
                : new SchedulerConfig(
                        new TableProcess(NoiseTable.read(json)), prediction, sampler, tableSchedule(json));
    }

    private static Prediction prediction(ConfigReader json) {
        if (className(json).startsWith("FlowMatch") || json.flag("use_flow_sigmas", false)) {
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

    private static int trainingSteps(ConfigReader json) {
        return json.integer("num_train_timesteps", 1000);
    }

    private static SamplerChoice flowSchedule(ConfigReader json) {
        json.only("use_dynamic_shifting", "false");
        double shift = json.has("shift") ? json.number("shift", 1) : json.number("flow_shift", 1);
        return new SamplerChoice("flow", Map.of("shift", shift));
    }

    private static SamplerChoice tableSchedule(ConfigReader json) {
        if (json.flag("use_karras_sigmas", false)) {
            return SamplerChoice.of("karras");
        }
        Map<String, Object> options = new HashMap<>();
        options.put(
                "spacing", json.choice("timestep_spacing", ordinarySpacing(json), "leading", "linspace", "trailing"));
        options.put("offset", json.integer("steps_offset", 0));
        return new SamplerChoice("discrete", options);
    }

    /** The spacing where a scheduler's configuration is silent, which differs by class. */
    private static String ordinarySpacing(ConfigReader json) {
        return switch (className(json)) {
            case "DPMSolverMultistepScheduler",
                    "EulerDiscreteScheduler",
                    "EulerAncestralDiscreteScheduler",
                    "HeunDiscreteScheduler",
                    "LMSDiscreteScheduler",
                    "UniPCMultistepScheduler" -> "linspace";
            default -> "leading";
        };
    }

    private static String className(ConfigReader json) {
        return json.text("_class_name", "");
    }
}
