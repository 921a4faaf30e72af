package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.engine.TorchNoise;
import dev.calotype.spi.Level;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samplers on normal data, whose denoiser and whose probability flow are known in closed form, on three kinds of path. */
final class ClosedFormTest {
    private static final double START = 0.95;
    private static final double END = 0.1;
    private static final int SIZE = 4096;
    private static final long SEED = 11;

    @ParameterizedTest(name = "{0} is of order {1} where the path is {2}")
    @CsvSource({
        "euler, 1, PRESERVING",
        "euler, 1, EXPLODING",
        "euler, 1, STRAIGHT",
        "ddim, 1, PRESERVING",
        "ddim, 1, EXPLODING",
        "ddim, 1, STRAIGHT",
        "heun, 2, PRESERVING",
        "heun, 2, EXPLODING",
        "heun, 2, STRAIGHT",
        "dpm++2m, 2, PRESERVING",
        "dpm++2m, 2, EXPLODING",
        "dpm++2m, 2, STRAIGHT"
    })
    void theErrorFallsByTheOrder(String sampler, int order, Path path) {
        double coarse = error(sampler, path, 50);
        double fine = error(sampler, path, 100);
        double found = Math.log(coarse / fine) / Math.log(2);
        assertThat(found).as("order from errors %s and %s", coarse, fine).isCloseTo(order, within(0.15));
    }

    @ParameterizedTest(name = "{0} where the path is {1}")
    @CsvSource({
        "ddpm, PRESERVING",
        "ddpm, EXPLODING",
        "ddpm, STRAIGHT",
        "ddpm-large, PRESERVING",
        "ddpm-large, STRAIGHT",
        "euler-ancestral, PRESERVING",
        "euler-ancestral, EXPLODING",
        "euler-ancestral, STRAIGHT",
        "ddim-eta-1, PRESERVING",
        "ddim-eta-1, EXPLODING",
        "ddim-eta-1, STRAIGHT"
    })
    void freshNoiseLeavesTheDataItsMeanAndDeviation(String sampler, Path path) {
        var data = new Gauss(0.7, 0.4, path);
        float[] drawn =
                Walked.alone(data, Walked.walk("a", Walked.sampler(sampler), levels(path, 400, 0), path, SIZE, SEED));
        double mean =
                IntStream.range(0, SIZE).mapToDouble(i -> drawn[i]).average().orElseThrow();
        double variance = IntStream.range(0, SIZE)
                .mapToDouble(i -> (drawn[i] - mean) * (drawn[i] - mean))
                .average()
                .orElseThrow();
        assertThat(mean).as("mean").isCloseTo(data.mean(), within(0.03));
        assertThat(Math.sqrt(variance)).as("deviation").isCloseTo(data.deviation(), within(0.02));
    }

    @ParameterizedTest
    @CsvSource({"ddim-eta-1, euler-ancestral", "ddim-eta-1, ddpm", "ddim, euler"})
    void twoNamesOfOneMethodGiveOneResult(String one, String other) {
        var data = new Gauss(0.7, 0.4, Path.PRESERVING);
        float[][] results = Arrays.stream(new String[] {one, other})
                .map(name -> Walked.alone(
                        data,
                        Walked.walk(name, Walked.sampler(name), levels(data.path(), 12, 0), data.path(), SIZE, SEED)))
                .toArray(float[][]::new);
        assertThat(results[0]).containsExactly(results[1], within(1e-5f));
    }

    @ParameterizedTest
    @CsvSource({"euler,10", "ddim,10", "ddpm,10", "euler-ancestral,10", "dpm++2m,10", "heun,19"})
    void evaluationsAreKnownBeforehand(String sampler, int evaluations) {
        Path path = Path.PRESERVING;
        assertThat(Walked.sampler(sampler).plan(levels(path, 10, 0), path).evaluations())
                .isEqualTo(evaluations);
    }

    private static double error(String sampler, Path path, int steps) {
        var data = new Gauss(0.7, 0.4, path);
        List<Level> levels = levels(path, steps, END);
        float[] start = new TorchNoise(SEED).draw(SIZE);
        float[] end = Walked.alone(data, Walked.walk("a", Walked.sampler(sampler), levels, path, SIZE, SEED));
        double most = 0;
        for (int i = 0; i < end.length; i++) {
            double from = start[i] * levels.getFirst().sigma();
            most = Math.max(most, Math.abs(end[i] - data.flow(from, levels.getFirst(), levels.getLast())));
        }
        return most;
    }

    private static List<Level> levels(Path path, int steps, double end) {
        return IntStream.rangeClosed(0, steps)
                .mapToObj(i -> i == steps && end == 0 ? Level.clean(0) : path.atTime(START + (end - START) * i / steps))
                .toList();
    }
}
