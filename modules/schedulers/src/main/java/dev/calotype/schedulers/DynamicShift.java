package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.SamplerChoice;
import java.util.HashMap;
import java.util.Map;

/**
 * A shift of a flow's levels that grows with the picture (Esser et al. 2024, arXiv:2403.03206, section 5.3.2).
 *
 * @param exponential whether the shift is e^μ, and not μ
 * @param baseShift μ at {@code baseTokens}
 * @param maxShift μ at {@code maxTokens}
 * @param baseTokens tokens of the smallest picture
 * @param maxTokens tokens of the largest picture
 */
public record DynamicShift(boolean exponential, double baseShift, double maxShift, int baseTokens, int maxTokens) {
    private static final int BASE_TOKENS = 256;
    private static final int MAX_TOKENS = 4096;

    /** Reads the fields of a flow-matching scheduler. */
    public static DynamicShift read(ConfigReader json) {
        return new DynamicShift(
                json.choice("time_shift_type", "exponential", "linear").equals("exponential"),
                json.number("base_shift", 0.5),
                json.number("max_shift", 1.15),
                json.integer("base_image_seq_len", BASE_TOKENS),
                json.integer("max_image_seq_len", MAX_TOKENS));
    }

    /** μ for a picture of this many tokens. */
    public double mu(int tokens) {
        return baseShift + (maxShift - baseShift) * (tokens - baseTokens) / (maxTokens - baseTokens);
    }

    /** The shift that μ stands for. */
    public double shift(double mu) {
        return exponential ? Math.exp(mu) : mu;
    }

    /** A flow's schedule with the shift that μ stands for. */
    public SamplerChoice shifted(SamplerChoice schedule, double mu) {
        Map<String, Object> options = new HashMap<>(schedule.options());
        options.put("shift", shift(mu));
        return new SamplerChoice(schedule.name(), options);
    }
}
