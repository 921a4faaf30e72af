package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Schedulers that walk σ/α by exponential integrators and tell the network whole times. */
final class SolverTimes {
    /** Those that end at the table's least noise, whatever the configuration says. */
    private static final Set<String> END_NOISY = Set.of("DEISMultistepScheduler", "SASolverScheduler");

    /** Those that know one spacing alone. */
    private static final Set<String> LINSPACED = Set.of("DPMSolverSinglestepScheduler");

    private SolverTimes() {}

    static SchedulerReading reading(ConfigReader json, Sampling sampling) {
        if (Predictions.read(json) instanceof Prediction.Flow) {
            return FlowTimes.ofSolver(json, sampling);
        }
        float[] table = NoiseTable.read(json);
        Optional<String> spread = Spreads.named(json);
        SamplerChoice schedule = spread.isPresent()
                ? new SamplerChoice(spread.get(), Map.of("end", end(json, "last"), "times", times(json)))
                : spaced(json, clipped(json, table));
        return new SchedulerReading(
                new TableProcess(table),
                Predictions.read(json),
                sampling.choice(),
                schedule,
                Corrections.read(json),
                StartNoise.UNIT,
                sampling.approximations(),
                List.of());
    }

    private static SamplerChoice spaced(ConfigReader json, int noisiest) {
        if (className(json).equals("DPMSolverMultistepInverseScheduler")) {
            return new SamplerChoice(
                    "discrete-inverse",
                    Map.of(
                            "spacing", Ordinary.spacing(json),
                            "offset", json.integer("steps_offset", 0),
                            "noisiest", noisiest));
        }
        return new SamplerChoice("discrete", discrete(json, noisiest));
    }

    private static Map<String, Object> discrete(ConfigReader json, int noisiest) {
        String spacing = LINSPACED.contains(className(json)) ? "linspace" : Ordinary.spacing(json);
        return Map.of(
                "spacing",
                spacing,
                "offset",
                json.integer("steps_offset", 0),
                "end",
                end(json, "table"),
                "spare",
                !spacing.equals("trailing"),
                "round",
                true,
                "noisiest",
                noisiest);
    }

    /** The nearest whole time along Karras' curve and in λ, unless the table is the cosine's; elsewhere a cut one. */
    private static String times(ConfigReader json) {
        boolean rounded = json.flag("use_karras_sigmas", false) || json.flag("use_lu_lambdas", false);
        boolean cosine = className(json).equals("DPMSolverMultistepScheduler")
                && json.text("beta_schedule", "").equals("squaredcos_cap_v2");
        return rounded && !cosine ? "nearest" : "cut";
    }

    /** How many of the noisiest entries have a λ below the least that the configuration allows. */
    private static int clipped(ConfigReader json, float[] table) {
        if (!json.node("lambda_min_clipped").isNumber()) {
            return 0;
        }
        double least = json.number("lambda_min_clipped", Double.NEGATIVE_INFINITY);
        int count = 0;
        for (float alphaSquared : table) {
            if (Math.log(alphaSquared / (1 - (double) alphaSquared)) / 2 < least) {
                count++;
            }
        }
        return count;
    }

    private static String end(ConfigReader json, String noisy) {
        boolean clean = !END_NOISY.contains(className(json))
                && json.choice("final_sigmas_type", "zero", "sigma_min").equals("zero");
        return clean ? "clean" : noisy;
    }

    private static String className(ConfigReader json) {
        return json.text("_class_name", "");
    }
}
