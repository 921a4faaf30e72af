package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.engine.Guidance;
import dev.calotype.engine.TorchNoise;
import dev.calotype.engine.Walk;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Network;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Row;
import dev.calotype.spi.Sampler;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** DDIM towards noise, on normal data whose noise is known in closed form. */
final class InverseTest {
    private static final int SIZE = 256;
    private static final Path PATH = Path.PRESERVING;
    private static final Gauss DATA = new Gauss(0.7, 0.4, PATH);
    private static final float[] ORIGIN = new TorchNoise(3).draw(SIZE);

    @Test
    void theNoiseOfACleanLatentIsThatOfTheFlow() {
        double coarse = error(50);
        double fine = error(100);
        assertThat(Math.log(coarse / fine) / Math.log(2))
                .as("order from %s and %s", coarse, fine)
                .isCloseTo(1, within(0.2));
    }

    @Test
    void theWayBackLeadsToTheOrigin() {
        List<Level> levels = levels(400);
        Sampler ddim = Walked.sampler("ddim");
        float[] noise = walked(Walked.sampler("ddim-inverse"), levels, ORIGIN, 0);
        float[] start = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            start[i] = (float) (noise[i] / levels.getFirst().alpha());
        }
        float[] back = walked((given, process) -> ddim.plan(given, process).startingWith(0), levels, start, 1);
        assertThat(back).containsExactly(ORIGIN, within(0.03f));
    }

    @Test
    void itTakesOneEvaluationAStepAndFromACleanOriginNoNoise() {
        var plan = Walked.sampler("ddim-inverse").plan(levels(10), PATH);
        assertThat(plan.evaluations()).isEqualTo(10);
        assertThat(plan.draws()).isZero();
        assertThat(plan.steps().getLast().level()).isEqualTo(levels(10).getFirst());
    }

    private static double error(int steps) {
        List<Level> levels = levels(steps);
        float[] found = walked(Walked.sampler("ddim-inverse"), levels, ORIGIN, 0);
        return IntStream.range(0, SIZE)
                .mapToDouble(i -> Math.abs(found[i] - DATA.flow(ORIGIN[i], Level.clean(0), levels.getFirst())))
                .max()
                .orElseThrow();
    }

    /** The network predicts ε, which it is asked at a clean level too. */
    private static float[] walked(Sampler sampler, List<Level> levels, float[] origin, long seed) {
        Network noise = (shape, rows) -> rows.stream().map(InverseTest::noise).toList();
        NoiseProcess process = PATH;
        return Walked.alone(
                noise,
                new Walk(
                        "a",
                        LatentShape.of(SIZE),
                        sampler.plan(levels, process),
                        new Prediction.Epsilon(),
                        new Guidance.None(),
                        Conditioning.NONE,
                        Conditioning.NONE,
                        new TorchNoise(seed),
                        origin));
    }

    /** E[ε | x] = σ/(α²s² + σ²)·(x − αμ). */
    private static float[] noise(Row row) {
        Level level = PATH.atTime(row.time());
        double variance =
                level.alpha() * level.alpha() * DATA.deviation() * DATA.deviation() + level.sigma() * level.sigma();
        float[] noise = new float[row.x().length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (level.sigma() / variance * (row.x()[i] - level.alpha() * DATA.mean()));
        }
        return noise;
    }

    private static List<Level> levels(int steps) {
        return IntStream.rangeClosed(0, steps)
                .mapToObj(i -> i == steps ? Level.clean(0) : PATH.atTime(0.9 - 0.9 * i / steps))
                .toList();
    }
}
