package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.calotype.contracts.Candidate;
import dev.calotype.contracts.RingWalk;
import dev.calotype.spi.SamplerFactory;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The errors on eight modes of a circle, at as many evaluations; the figures are of another implementation of the same walks,
 * from other points.
 */
final class RingTableTest {
    private static final RingWalk RING = new RingWalk(2048, 4096);
    private static final Map<String, SamplerFactory<?>> SAMPLERS =
            Map.of("euler", new Euler(), "dpm++2m", new DpmPlusPlus2M(), "heun", new Heun(), "unipc", new UniPc());

    @ParameterizedTest(name = "{0} at {1} evaluations")
    @CsvSource({
        "euler, 10, 0.114",
        "euler, 20, 0.0515",
        "euler, 35, 0.0283",
        "euler, 50, 0.0195",
        "euler, 100, 0.00955",
        "dpm++2m, 10, 0.181",
        "dpm++2m, 20, 0.0289",
        "dpm++2m, 35, 0.00684",
        "dpm++2m, 50, 0.00314",
        "dpm++2m, 100, 0.000764",
        "heun, 10, 2.08",
        "heun, 20, 0.125",
        "heun, 35, 0.0229",
        "heun, 50, 0.00995",
        "heun, 100, 0.00205",
        "unipc, 10, 0.176",
        "unipc, 20, 0.0104"
    })
    void theTableIsReproduced(String name, int evaluations, double error) {
        assertThat(found(Candidate.of(Objects.requireNonNull(SAMPLERS.get(name))), evaluations))
                .isCloseTo(error, withinPercentage(5));
    }

    /** Few points near the borders between modes make most of these errors, so that other points give somewhat others. */
    @ParameterizedTest(name = "unipc at {0} evaluations")
    @CsvSource({"35, 0.00257", "50, 0.00116", "100, 0.000176"})
    void theSmallestErrorsAreReproducedUpToChance(int evaluations, double error) {
        assertThat(found(Candidate.of(new UniPc()), evaluations)).isCloseTo(error, withinPercentage(20));
    }

    private static double found(Candidate candidate, int evaluations) {
        return RING.error(candidate.about(), candidate.sampler(), evaluations).orElseThrow();
    }
}
