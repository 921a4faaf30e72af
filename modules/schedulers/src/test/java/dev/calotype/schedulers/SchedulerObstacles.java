package dev.calotype.schedulers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Why a scheduler case of the reference cannot be compared. */
final class SchedulerObstacles {
    private SchedulerObstacles() {}

    /** The reason; empty where the case can be walked. */
    static Optional<String> of(JsonNode about) {
        String name = about.path("scheduler").asText();
        JsonNode config = about.path("config");
        if (name.startsWith("Euler") && config.path("rescale_betas_zero_snr").asBoolean()) {
            return Optional.of(
                    "the reference's own single-precision sums at σ = 4096 are off by more than the tolerance");
        }
        if (name.equals("RePaintScheduler")) {
            return Optional.of(
                    "the reference goes back up one entry of its table at a time, with fresh noise for each; a"
                            + " plan goes up at once, with one draw of the same deviation");
        }
        return Reading.of(name, config).approximations().stream().findFirst();
    }
}
