package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.spi.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * How far the points that stochastic samplers draw are from exact samples of eight modes on a ring, by the sliced Wasserstein
 * distance. The floor is the distance of one set of exact samples from another.
 */
final class WassersteinTest {
    private static final int POINTS = 4096;
    private static final int SEEDS = 3;
    private static final Path PATH = Path.EXPLODING;
    private static final Ringed RING = new Ringed(PATH);
    private static final int[] STEPS = {12, 50};
    private static final List<String> SAMPLERS = List.of(
            "euler-ancestral",
            "ddpm",
            "ddpm-large",
            "reverse-sde",
            "predictor-corrector-reverse_diffusion",
            "predictor-corrector-ancestral",
            "predictor-corrector-euler_maruyama",
            "edm-euler-churn",
            "restart",
            "repaint");

    private static final Map<String, Double> MEASURED = new HashMap<>();

    private static final double FLOOR = LongStream.range(0, 8)
            .mapToDouble(seed -> Sliced.distance(Sliced.ring(POINTS, 2 * seed), Sliced.ring(POINTS, 2 * seed + 1)))
            .average()
            .orElseThrow();

    @Test
    void stochasticSamplersReachTheSamplingFloor() {
        var table = new StringBuilder();
        table.append(
                String.format(Locale.ROOT, "sliced Wasserstein distance of %d points, floor %.4f%n", POINTS, FLOOR));
        for (String sampler : SAMPLERS) {
            table.append(String.format(Locale.ROOT, "%-40s", sampler));
            for (int steps : STEPS) {
                table.append(String.format(Locale.ROOT, " %.4f", distance(sampler, steps)));
            }
            table.append(System.lineSeparator());
        }
        System.out.print(table);
        assertThat(SAMPLERS)
                .allSatisfy(sampler -> assertThat(distance(sampler, 50))
                        .as("%s, floor %s", sampler, FLOOR)
                        .isLessThan(2 * FLOOR));
    }

    @Test
    void theReverseDiffusionConverges() {
        double excess = distance("reverse-sde", 12) - FLOOR;
        assertThat(distance("reverse-sde", 50) - FLOOR).isLessThan(excess / 2);
        assertThat(distance("reverse-sde", 50)).isLessThan(1.5 * FLOOR);
    }

    private static double distance(String sampler, int steps) {
        return MEASURED.computeIfAbsent(sampler + " " + steps, key -> measure(sampler, steps));
    }

    private static double measure(String sampler, int steps) {
        return LongStream.range(0, SEEDS)
                .mapToDouble(seed -> Sliced.distance(drawn(sampler, steps, seed), Sliced.ring(POINTS, 70 + seed)))
                .average()
                .orElseThrow();
    }

    private static float[] drawn(String sampler, int steps, long seed) {
        List<Level> levels = levels(steps);
        return Walked.alone(RING, Walked.walk("a", Walked.sampler(sampler), levels, PATH, 2 * POINTS, 3 + seed));
    }

    /** Karras' levels from 80 to 0.002, then clean. */
    private static List<Level> levels(int steps) {
        return IntStream.rangeClosed(0, steps)
                .mapToObj(i -> i == steps
                        ? Level.clean(0)
                        : PATH.atRatio(Karras.curve(7).at((double) i / (steps - 1), 80, 0.002)))
                .toList();
    }
}
