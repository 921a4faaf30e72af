package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.Map;

/**
 * What a class of the reference takes where a configuration is silent.
 *
 * @param betas the noise table
 * @param spacing where the times lie
 * @param clips whether the denoised value is clipped; classes that cannot do it ignore the field
 * @param endsClean whether the last step goes to no noise at all, where {@code set_alpha_to_one} does not say
 */
record Ordinary(Betas betas, String spacing, Clips clips, boolean endsClean) {
    /** A noise table's fields. */
    record Betas(double start, double end, String schedule) {}

    /** Whether a class clips the denoised value. */
    enum Clips {
        NEVER,
        IF_TOLD,
        UNLESS_TOLD
    }

    private static final Betas DDPM = new Betas(0.0001, 0.02, "linear");
    private static final Betas SENSIBLE = new Betas(0.00085, 0.012, "linear");
    private static final Betas LATENT = new Betas(0.00085, 0.012, "scaled_linear");
    private static final Betas COSINE = new Betas(0.0001, 0.02, "squaredcos_cap_v2");
    private static final Ordinary SOLVER = new Ordinary(DDPM, "linspace", Clips.NEVER, true);

    private static final Map<String, Ordinary> CLASSES = Map.ofEntries(
            Map.entry("DDIMInverseScheduler", new Ordinary(DDPM, "leading", Clips.UNLESS_TOLD, true)),
            Map.entry("DDIMScheduler", new Ordinary(DDPM, "leading", Clips.UNLESS_TOLD, true)),
            Map.entry("DDPMScheduler", new Ordinary(DDPM, "leading", Clips.UNLESS_TOLD, true)),
            Map.entry("DPMSolverSDEScheduler", new Ordinary(SENSIBLE, "linspace", Clips.NEVER, true)),
            Map.entry("HeunDiscreteScheduler", new Ordinary(SENSIBLE, "linspace", Clips.IF_TOLD, true)),
            Map.entry("KDPM2AncestralDiscreteScheduler", new Ordinary(SENSIBLE, "linspace", Clips.NEVER, true)),
            Map.entry("KDPM2DiscreteScheduler", new Ordinary(SENSIBLE, "linspace", Clips.NEVER, true)),
            Map.entry("LCMScheduler", new Ordinary(LATENT, "leading", Clips.IF_TOLD, true)),
            Map.entry("PNDMScheduler", new Ordinary(DDPM, "leading", Clips.NEVER, false)),
            Map.entry("RePaintScheduler", new Ordinary(DDPM, "leading", Clips.UNLESS_TOLD, true)),
            Map.entry("TCDScheduler", new Ordinary(LATENT, "leading", Clips.IF_TOLD, true)),
            Map.entry("UnCLIPScheduler", new Ordinary(COSINE, "linspace", Clips.UNLESS_TOLD, true)));

    static Ordinary of(ConfigReader json) {
        return CLASSES.getOrDefault(json.text("_class_name", ""), SOLVER);
    }

    /** The spacing of times that a configuration asks for. */
    static String spacing(ConfigReader json) {
        String ordinary = of(json).spacing();
        String asked = json.text("timestep_spacing", ordinary);
        return switch (asked) {
            case "leading", "linspace", "trailing" -> asked;
            default -> {
                json.fault("timestep_spacing", "is '" + asked + "'; supported: leading, linspace, trailing");
                yield ordinary;
            }
        };
    }
}
