package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Network;
import dev.calotype.spi.Row;
import dev.calotype.spi.Sampler;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samplers that draw noise leave normal data its mean and deviation, on the network that each is made for. */
final class DrawnTest {
    private static final int SIZE = 8192;
    private static final long SEED = 5;
    private static final double MEAN = 0.7;
    private static final double DEVIATION = 0.4;

    @ParameterizedTest(name = "{0} where the path is {1}, 400 steps")
    @CsvSource({
        "reverse-sde, PRESERVING",
        "reverse-sde, EXPLODING",
        "reverse-sde, STRAIGHT",
        "predictor-corrector-reverse_diffusion, PRESERVING",
        "predictor-corrector-reverse_diffusion, EXPLODING",
        "predictor-corrector-ancestral, PRESERVING",
        "predictor-corrector-ancestral, STRAIGHT",
        "predictor-corrector-euler_maruyama, PRESERVING",
        "predictor-corrector-euler_maruyama, EXPLODING",
        "edm-euler-churn, EXPLODING",
        "edm-euler-churn, PRESERVING",
        "restart, EXPLODING",
        "restart, PRESERVING",
        "repaint, PRESERVING",
        "repaint, EXPLODING"
    })
    void manySmallStepsOnTheMean(String sampler, Path path) {
        hold(Walked.sampler(sampler), new Gauss(MEAN, DEVIATION, path), path, 400);
    }

    @ParameterizedTest(name = "{0} where the path is {1}, {2} steps")
    @CsvSource({
        "consistency, PRESERVING, 1",
        "consistency, PRESERVING, 4",
        "consistency, EXPLODING, 3",
        "flow-euler-noise, STRAIGHT, 4",
        "lcm, PRESERVING, 1",
        "lcm, PRESERVING, 4"
    })
    void fewLargeStepsOnTheEndOfTheFlow(String sampler, Path path, int steps) {
        hold(Walked.sampler(sampler), new Distilled(new Gauss(MEAN, DEVIATION, path)), path, steps);
    }

    private static void hold(Sampler sampler, Network network, Path path, int steps) {
        List<Level> levels = IntStream.rangeClosed(0, steps)
                .mapToObj(i -> i == steps ? Level.clean(0) : path.atTime(0.98 - 0.98 * i / steps))
                .toList();
        float[] drawn = Walked.alone(network, Walked.walk("a", sampler, levels, path, SIZE, SEED));
        double mean =
                IntStream.range(0, SIZE).mapToDouble(i -> drawn[i]).average().orElseThrow();
        double variance = IntStream.range(0, SIZE)
                .mapToDouble(i -> (drawn[i] - mean) * (drawn[i] - mean))
                .average()
                .orElseThrow();
        assertThat(mean).as("mean").isCloseTo(MEAN, within(0.04));
        assertThat(Math.sqrt(variance)).as("deviation").isCloseTo(DEVIATION, within(0.02));
    }

    /** The network of a consistency model: where the flow from the point ends. */
    private record Distilled(Gauss data) implements Network {
        @Override
        public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
            return rows.stream().map(this::end).toList();
        }

        private float[] end(Row row) {
            Level level = data.path().atTime(row.time());
            float[] ends = new float[row.x().length];
            for (int i = 0; i < ends.length; i++) {
                ends[i] = (float) data.flow(row.x()[i], level, Level.clean(0));
            }
            return ends;
        }
    }
}
