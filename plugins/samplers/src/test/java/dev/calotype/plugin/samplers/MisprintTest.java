package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.Trajectory;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A common misprint of ancestral sampling, x' = √α_t·x − (1 − α_{t−1})/√(1 − α_t)·ε + √(1 − α_t)·z, whichever of its two α is
 * meant, against {@link Ddpm}: how far it lands from data of mean 0.7 and deviation 0.4.
 */
final class MisprintTest {
    private static final int SIZE = 8192;
    private static final int STEPS = 200;
    private static final Path PATH = Path.PRESERVING;
    private static final Gauss DATA = new Gauss(0.7, 0.4, PATH);

    @Test
    void theRightStepLandsOnTheData() {
        double[] found = moments(Walked.sampler("ddpm"));
        print("as it should be", found);
        assertThat(found[0]).isCloseTo(DATA.mean(), within(0.02));
        assertThat(found[1]).isCloseTo(DATA.deviation(), within(0.02));
    }

    @Test
    void theMisprintWithTheStepsOwnAlphaLosesMoreThanHalfTheDeviation() {
        double[] found = moments((levels, process) -> misprinted(levels, false));
        print("α of one step", found);
        assertThat(found[1]).isLessThan(DATA.deviation() / 2);
    }

    @Test
    void theMisprintWithTheProductOfAlphasMissesMeanAndDeviation() {
        double[] found = moments((levels, process) -> misprinted(levels, true));
        print("ᾱ, the product", found);
        assertThat(found[0]).isLessThan(DATA.mean() - 0.05);
        assertThat(found[1]).isLessThan(DATA.deviation() - 0.05);
    }

    /** With ε = (x − ᾱ^½·D)/(1 − ᾱ)^½ of the level the step begins at. */
    private static Trajectory misprinted(List<Level> levels, boolean product) {
        var plan = new Plan(levels);
        for (int i = 1; i < levels.size(); i++) {
            Level from = levels.get(i - 1);
            double now = product ? squared(from) : squared(from) / squared(levels.get(i));
            double before = product
                    ? squared(levels.get(i))
                    : i + 1 == levels.size() ? 1 : squared(levels.get(i)) / squared(levels.get(i + 1));
            double weight = (1 - before) / Math.sqrt(1 - now);
            double point = Math.sqrt(now) - weight / from.sigma();
            boolean last = i == levels.size() - 1;
            plan.move(
                    levels.get(i), Move.of(point, weight * from.alpha() / from.sigma(), last ? 0 : Math.sqrt(1 - now)));
        }
        return plan.trajectory();
    }

    private static double squared(Level level) {
        return level.alpha() * level.alpha();
    }

    private static double[] moments(Sampler sampler) {
        List<Level> levels = IntStream.rangeClosed(0, STEPS)
                .mapToObj(i -> i == STEPS ? Level.clean(0) : PATH.atTime(0.98 - 0.98 * i / STEPS))
                .toList();
        float[] drawn = Walked.alone(DATA, Walked.walk("a", sampler, levels, PATH, SIZE, 5));
        double mean =
                IntStream.range(0, SIZE).mapToDouble(i -> drawn[i]).average().orElseThrow();
        double variance = IntStream.range(0, SIZE)
                .mapToDouble(i -> (drawn[i] - mean) * (drawn[i] - mean))
                .average()
                .orElseThrow();
        return new double[] {mean, Math.sqrt(variance)};
    }

    private static void print(String what, double[] moments) {
        System.out.printf(
                Locale.ROOT,
                "ancestral sampling, %s: mean %.3f, deviation %.3f; the data have 0.7 and 0.4%n",
                what,
                moments[0],
                moments[1]);
    }
}
