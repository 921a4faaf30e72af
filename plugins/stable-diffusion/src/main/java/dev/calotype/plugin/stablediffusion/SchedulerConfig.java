package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.ConfigReader;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    /** Schedulers that spread one time more than asked for and leave the last out. */
    private static final Set<String> MULTISTEP = Set.of("DPMSolverMultistepScheduler", "UniPCMultistepScheduler");

    /** Schedulers that round times to whole ones. */
    private static final Set<String> WHOLE_TIMES = Set.of(
            "DDIMScheduler",
            "DDPMScheduler",
            "PNDMScheduler",
            "DPMSolverMultistepScheduler",
            "UniPCMultistepScheduler");

    private static final Set<String> LINSPACED = Set.of(
            "DPMSolverMultistepScheduler",
            "EulerDiscreteScheduler",
            "EulerAncestralDiscreteScheduler",
            "HeunDiscreteScheduler",
            "LMSDiscreteScheduler",
            "UniPCMultistepScheduler");

    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    static SchedulerConfig read(ConfigReader json) {
        Prediction prediction = prediction(json);
        SamplerChoice sampler = SchedulerSampler.read(json);
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
        List.of(
                        "use_dynamic_shifting",
                        "use_karras_sigmas",
                        "use_exponential_sigmas",
                        "use_beta_sigmas",
                        "invert_sigmas")
                .forEach(field -> json.only(field, "false"));
        double least = 1.0 / trainingSteps(json);
        if (className(json).startsWith("FlowMatch")) {
            double shift = json.number("shift", 1);
            double last = shift * least / (1 + (shift - 1) * least);
            return new SamplerChoice("flow", Map.of("shift", shift, "last", last));
        }
        return new SamplerChoice(
                "flow", Map.of("shift", json.number("flow_shift", 1), "first", 1 - least, "wholeTimes", true));
    }

    private static SamplerChoice tableSchedule(ConfigReader json) {
        boolean whole = WHOLE_TIMES.contains(className(json));
        if (json.flag("use_karras_sigmas", false)) {
            return new SamplerChoice("karras", Map.of("roundTimes", whole));
        }
        String spacing = json.choice("timestep_spacing", ordinarySpacing(json), "leading", "linspace", "trailing");
        return new SamplerChoice(
                "discrete",
                Map.of(
                        "spacing",
                        spacing,
                        "offset",
                        json.integer("steps_offset", 0),
                        "end",
                        endsClean(json) ? "clean" : "table",
                        "spare",
                        MULTISTEP.contains(className(json)) && !spacing.equals("trailing"),
                        "round",
                        whole));
    }

    /** Whether the last step goes to no noise at all, and not to the table's least noisy entry. */
    private static boolean endsClean(ConfigReader json) {
        return switch (className(json)) {
            case "DDIMScheduler" -> json.flag("set_alpha_to_one", true);
            case "PNDMScheduler" -> json.flag("set_alpha_to_one", false);
            default -> json.choice("final_sigmas_type", "zero", "sigma_min").equals("zero");
        };
    }

    /** The spacing where a scheduler's configuration is silent, which differs by class. */
    private static String ordinarySpacing(ConfigReader json) {
        return LINSPACED.contains(className(json)) ? "linspace" : "leading";
    }

    private static String className(ConfigReader json) {
        return json.text("_class_name", "");
    }
}
