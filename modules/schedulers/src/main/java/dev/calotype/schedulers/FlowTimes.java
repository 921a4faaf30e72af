package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Schedulers that walk the straight path of flow matching. */
final class FlowTimes {
    /** How far below 1 UniPC's σ stays, so that the logarithm of α is finite. */
    private static final double ALMOST = 1e-6;

    private FlowTimes() {}

    static SchedulerReading reading(ConfigReader json, Sampling sampling) {
        double least = 1.0 / trainingSteps(json);
        double fixed = json.number("shift", 1);
        Map<String, Object> options = new HashMap<>();
        options.put("shape", Spreads.named(json).orElse("shifted"));
        options.put("terminal", json.number("shift_terminal", 0));
        if (json.flag("use_dynamic_shifting", false)) {
            DynamicShift dynamic = DynamicShift.read(json);
            options.put("shift", dynamic.shift(dynamic.mu(dynamic.maxTokens())));
            options.put("last", least);
        } else {
            options.put("shift", fixed);
            options.put("last", fixed * least / (1 + (fixed - 1) * least));
        }
        return reading(json, sampling, new SamplerChoice("flow", options));
    }

    /** The levels of an exponential integrator on a straight path; UniPC's begin at the noise itself. */
    static SchedulerReading ofSolver(ConfigReader json, Sampling sampling) {
        boolean clean = json.choice("final_sigmas_type", "zero", "sigma_min").equals("zero");
        double least = 1.0 / trainingSteps(json);
        boolean whole = json.text("_class_name", "").equals("UniPCMultistepScheduler");
        Map<String, Object> options = new HashMap<>();
        options.put("shift", json.number("flow_shift", 1));
        options.put("first", whole ? 1.0 : 1 - least);
        options.put("beyond", whole ? least : 0.0);
        options.put("most", whole ? 1 - ALMOST : 1.0);
        options.put("wholeTimes", true);
        options.put("end", clean ? "clean" : "last");
        return reading(json, sampling, new SamplerChoice("flow", options));
    }

    private static SchedulerReading reading(ConfigReader json, Sampling sampling, SamplerChoice schedule) {
        boolean inverted = json.flag("invert_sigmas", false);
        return new SchedulerReading(
                new FlowProcess(trainingSteps(json), inverted),
                inverted ? new Prediction.FlowToData() : new Prediction.Flow(),
                sampling.choice(),
                schedule,
                Corrections.read(json),
                StartNoise.UNIT,
                sampling.approximations(),
                List.of());
    }

    private static int trainingSteps(ConfigReader json) {
        return json.integer("num_train_timesteps", 1000);
    }
}
