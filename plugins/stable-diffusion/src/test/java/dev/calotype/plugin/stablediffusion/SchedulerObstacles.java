package dev.calotype.plugin.stablediffusion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a scheduler of the reference may be told that has no counterpart here yet, each with the reason for skipping it. */
final class SchedulerObstacles {
    private static final Set<String> CLIPS_UNLESS_TOLD = Set.of("DDIMScheduler", "DDPMScheduler");

    private SchedulerObstacles() {}

    static Stream<String> ofSchedule(JsonNode config) {
        return reasons(Map.of(
                "no schedule 'exponential' yet",
                        config.path("use_exponential_sigmas").asBoolean(),
                "no schedule 'beta' yet", config.path("use_beta_sigmas").asBoolean(),
                "no schedule 'lu lambdas' yet", config.path("use_lu_lambdas").asBoolean(),
                "no interpolation in log σ yet",
                        config.path("interpolation_type").asText().equals("log_linear"),
                "no continuous times yet", config.path("timestep_type").asText().equals("continuous"),
                "no clipping of λ yet", config.path("lambda_min_clipped").isNumber(),
                "no stretch to a terminal shift yet",
                        config.path("shift_terminal").isNumber()));
    }

    static Stream<String> ofSampler(String name, JsonNode config, JsonNode step) {
        boolean clips = config.path("clip_sample").asBoolean(CLIPS_UNLESS_TOLD.contains(name));
        boolean learns = config.path("variance_type").asText().startsWith("learned");
        return Stream.concat(
                solver(config),
                reasons(Map.of(
                        "no clipping of the predicted sample yet",
                        clips,
                        "no thresholding of the predicted sample yet",
                        config.path("thresholding").asBoolean(),
                        "no learned variance yet",
                        learns && name.startsWith("DDPM"),
                        "no churn yet",
                        step.path("s_churn").asDouble(0) > 0,
                        "no stochastic flow yet",
                        config.path("stochastic_sampling").asBoolean())));
    }

    /**
     * Where the reference does something else than its equations say: its DDIM steps by ⌊T/n⌋ and then evaluates at the next
     * time of its list, which may be another; its Euler adds numbers of the size σ in single precision, which at σ = 4096
     * rounds by more than a case allows.
     */
    static Stream<String> ofReference(String name, JsonNode about) {
        JsonNode config = about.path("config");
        int steps = about.path("num_inference_steps").asInt();
        String spacing = config.path("timestep_spacing").asText("leading");
        boolean uneven = steps > 0 && config.path("num_train_timesteps").asInt(1000) % steps != 0;
        boolean apart = spacing.equals("linspace") || (spacing.equals("trailing") && uneven);
        boolean coarse = config.path("rescale_betas_zero_snr").asBoolean();
        return reasons(Map.of(
                "the reference arrives at other times than those it evaluates at next",
                name.equals("DDIMScheduler") && apart,
                "the reference's own single-precision sums at σ = 4096 are off by more than the tolerance",
                name.startsWith("Euler") && coarse));
    }

    private static Stream<String> solver(JsonNode config) {
        String algorithm = config.path("algorithm_type").asText("dpmsolver++");
        String type = config.path("solver_type").asText("midpoint");
        int order = config.path("solver_order").asInt(2);
        boolean here = order == 1
                ? List.of("dpmsolver++", "dpmsolver", "sde-dpmsolver++").contains(algorithm)
                : order == 2 && algorithm.equals("dpmsolver++") && type.equals("midpoint");
        return reasons(Map.of("no " + algorithm + " of order " + order + ", " + type + " yet", !here));
    }

    private static Stream<String> reasons(Map<String, Boolean> found) {
        return found.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey);
    }
}
