package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;
import dev.calotype.tensor.Tensor;
import java.util.Collections;
import java.util.List;

/**
 * How an autoencoder's latents become those that are diffused: each channel less its shift, times its scale.
 *
 * @param shifts one a channel
 * @param scales one a channel
 */
public record LatentScaling(List<Double> shifts, List<Double> scales) {
    private static final String MEANS = "latents_mean";
    private static final String DEVIATIONS = "latents_std";

    /** Copies the lists. */
    public LatentScaling {
        shifts = List.copyOf(shifts);
        scales = List.copyOf(scales);
    }

    /** Reads a configuration: its factor, and either a mean and a deviation for every channel or one shift for all. */
    static LatentScaling read(ConfigReader json, int channels) {
        double factor = json.number("scaling_factor", 0.18215);
        double shift = json.number("shift_factor", 0);
        List<Double> means = json.numbers(MEANS);
        List<Double> deviations = json.numbers(DEVIATIONS);
        if (means.isEmpty() && deviations.isEmpty()) {
            int count = Math.max(channels, 1);
            return new LatentScaling(Collections.nCopies(count, shift), Collections.nCopies(count, factor));
        }
        need(json, MEANS, means, channels);
        need(json, DEVIATIONS, deviations, channels);
        if (deviations.contains(0.0)) {
            json.fault(DEVIATIONS, "is " + deviations + "; none may be 0");
        }
        return new LatentScaling(
                means, deviations.stream().map(deviation -> factor / deviation).toList());
    }

    private static void need(ConfigReader json, String field, List<Double> found, int channels) {
        if (found.size() != channels) {
            json.fault(
                    field,
                    "has " + found.size() + " numbers; " + MEANS + " and " + DEVIATIONS + " need one for each of the "
                            + channels + " channels, or neither is given");
        }
    }

    /** From N×C×H×W as encoded to what is diffused. */
    Tensor apply(Tensor latents) {
        return latents.add(channels(shifts, -1, 1)).mul(channels(scales, 1, 1));
    }

    /** The inverse of {@link #apply}. */
    Tensor inverse(Tensor latents) {
        return latents.mul(channels(scales, 1, -1)).add(channels(shifts, 1, 1));
    }

    /** 1×C×1×1 of sign times each value to a power. */
    private static Tensor channels(List<Double> values, double sign, double power) {
        float[] all = new float[values.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = (float) (sign * Math.pow(values.get(i), power));
        }
        return Tensor.of(all, 1, all.length, 1, 1);
    }
}
