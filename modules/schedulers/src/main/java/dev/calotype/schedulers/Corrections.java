package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.Correction;
import java.util.List;

/** What a scheduler does to each denoised value: dynamic thresholding, or clipping, or nothing. */
final class Corrections {
    private static final double SHARE = 0.995;

    private Corrections() {}

    static List<Correction> read(ConfigReader json) {
        if (json.flag("thresholding", false)) {
            return List.of(new Correction.DynamicThreshold(
                    json.number("dynamic_thresholding_ratio", SHARE), json.number("sample_max_value", 1)));
        }
        boolean clips = switch (Ordinary.of(json).clips()) {
            case NEVER -> false;
            case IF_TOLD -> json.flag("clip_sample", false);
            case UNLESS_TOLD -> json.flag("clip_sample", true);
        };
        return clips ? List.of(new Correction.Clip(json.number("clip_sample_range", 1))) : List.of();
    }
}
