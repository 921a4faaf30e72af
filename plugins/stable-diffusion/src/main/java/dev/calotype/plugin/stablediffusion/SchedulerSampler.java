package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.ConfigReader;
import dev.calotype.spi.SamplerChoice;
import java.util.Map;

/** The sampler that a scheduler's configuration names by its class and its fields, or the nearest one this farm has. */
final class SchedulerSampler {
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

    private SchedulerSampler() {}

    /** Whether the sampler is the scheduler's own and not merely the nearest. */
    static boolean isKnown(String className) {
        return SAMPLERS.containsKey(className);
    }

    static SamplerChoice read(ConfigReader json) {
        String name = SAMPLERS.getOrDefault(json.text("_class_name", ""), NEAREST);
        return switch (name) {
            case "ddpm" -> ddpm(json);
            case "dpm++2m" -> multistep(json);
            default -> SamplerChoice.of(name);
        };
    }

    private static SamplerChoice ddpm(ConfigReader json) {
        boolean large = json.text("variance_type", "").startsWith("fixed_large");
        return new SamplerChoice("ddpm", Map.of("variance", large ? "large" : "small"));
    }

    /** Of order 1 the solver is DDIM, and DDPM where it draws noise (Lu et al. 2022, arXiv:2211.01095). */
    private static SamplerChoice multistep(ConfigReader json) {
        if (json.integer("solver_order", 2) == 1) {
            boolean draws = json.text("algorithm_type", "").startsWith("sde");
            return SamplerChoice.of(draws ? "ddpm" : "ddim");
        }
        return new SamplerChoice("dpm++2m", Map.of("lowerOrderFinal", json.flag("lower_order_final", true)));
    }
}
