package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.spi.Level;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samplers on eight modes of a ring, against the ends of a walk of Heun's with 2000 steps from the same noise. */
final class RingTest {
    private static final int POINTS = 256;
    private static final Path PATH = Path.EXPLODING;
    private static final Ring RING = new Ring(PATH);
    private static final float[] TRUE = walked("heun", 2000);

    @ParameterizedTest(name = "{0}: from 50 to 100 evaluations the error falls {1} to {2} times")
    @CsvSource({"euler, 1.8, 2.2", "ddim, 1.8, 2.2", "dpm++2m, 3.5, 5", "heun, 3.5, 5.5"})
    void theErrorFallsByTheOrder(String sampler, double least, double most) {
        assertThat(error(sampler, 50) / error(sampler, 100)).isBetween(least, most);
    }

    @Test
    void higherOrderWinsWithManyEvaluationsOnly() {
        assertThat(error("dpm++2m", 50)).isLessThan(error("heun", 50) / 2);
        assertThat(error("heun", 50)).isLessThan(error("euler", 50) / 1.5);
        assertThat(error("heun", 10)).isGreaterThan(10 * error("euler", 10));
    }

    @Test
    void pointsEndOnTheirModes() {
        float[] found = walked("dpm++2m", 50);
        for (int i = 0; i < POINTS; i++) {
            assertThat(Math.hypot(found[i], found[i + POINTS]))
                    .as("radius of point " + i)
                    .isBetween(0.5, 1.5);
        }
    }

    /** The mean distance from the true ends; Heun's method has half as many steps as evaluations. */
    private static double error(String sampler, int evaluations) {
        float[] found = walked(sampler, sampler.equals("heun") ? (evaluations + 1) / 2 : evaluations);
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            sum += Math.hypot(found[i] - TRUE[i], found[i + POINTS] - TRUE[i + POINTS]);
        }
        return sum / POINTS;
    }

    private static float[] walked(String sampler, int steps) {
        List<Level> levels =
                new Karras().create(new Karras.Options(7, 0.002, 80, false)).levels(steps, PATH);
        return Walked.alone(RING, Walked.walk("a", Walked.sampler(sampler), levels, PATH, 2 * POINTS, 3));
    }
}
