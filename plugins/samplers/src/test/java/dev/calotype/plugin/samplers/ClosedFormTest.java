package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.engine.Engine;
import dev.calotype.engine.Guidance;
import dev.calotype.engine.StepReport;
import dev.calotype.engine.TorchNoise;
import dev.calotype.engine.Walk;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.Trajectory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samplers on data whose denoiser and whose probability flow are known in closed form. */
final class ClosedFormTest {
    private static final Gauss DATA = new Gauss(0.7, 0.4);
    private static final double START = 0.98;
    private static final double END = 0.1;

    private static final Map<String, Sampler> SAMPLERS = new LinkedHashMap<>(Map.of(
            "euler", new Euler().create(new NoOptions()),
            "heun", new Heun().create(new NoOptions()),
            "ddim", new Ddim().create(new Ddim.Options(0)),
            "ddim-eta-1", new Ddim().create(new Ddim.Options(1)),
            "dpm++2m", new DpmPlusPlus2M().create(new DpmPlusPlus2M.Options(false)),
            "euler-ancestral", new EulerAncestral().create(new EulerAncestral.Options(1)),
            "ddpm", new Ddpm().create(new Ddpm.Options(Ddpm.Variance.SMALL)),
            "ddpm-large", new Ddpm().create(new Ddpm.Options(Ddpm.Variance.LARGE))));

    @ParameterizedTest(name = "{0} is of order {1}")
    @CsvSource({"euler,1", "ddim,1", "heun,2", "dpm++2m,2"})
    void theErrorFallsByTheOrder(String sampler, int order) {
        double coarse = error(sampler, 40);
        double fine = error(sampler, 80);
        assertThat(Math.log(coarse / fine) / Math.log(2))
                .as("order from errors %s and %s", coarse, fine)
                .isCloseTo(order, within(0.25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ddpm", "ddpm-large", "euler-ancestral", "ddim-eta-1"})
    void freshNoiseLeavesTheDataItsMeanAndDeviation(String sampler) {
        float[] drawn = alone(sampler, 400, 0);
        double mean = IntStream.range(0, drawn.length)
                .mapToDouble(i -> drawn[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, drawn.length)
                .mapToDouble(i -> (drawn[i] - mean) * (drawn[i] - mean))
                .average()
                .orElseThrow();
        assertThat(mean).as("mean").isCloseTo(DATA.mean(), within(0.03));
        assertThat(Math.sqrt(variance)).as("deviation").isCloseTo(DATA.deviation(), within(0.02));
    }

    @Test
    void aWalkDoesNotKnowWhoSharesItsCalls() {
        Map<String, float[]> together = run(SAMPLERS, 12, END);
        SAMPLERS.keySet()
                .forEach(name -> assertThat(together.get(name)).as(name).isEqualTo(alone(name, 12, END)));
    }

    @ParameterizedTest
    @CsvSource({"euler,10", "ddim,10", "ddpm,10", "euler-ancestral,10", "dpm++2m,10", "heun,19"})
    void evaluationsAreKnownBeforehand(String sampler, int evaluations) {
        assertThat(named(sampler).plan(levels(10, 0), DATA).evaluations()).isEqualTo(evaluations);
    }

    private static double error(String sampler, int steps) {
        List<Level> levels = levels(steps, END);
        float[] start = new TorchNoise(seed(sampler)).draw(4096);
        float[] end = alone(sampler, steps, END);
        double most = 0;
        for (int i = 0; i < end.length; i++) {
            double from = start[i] * levels.getFirst().sigma();
            most = Math.max(most, Math.abs(end[i] - DATA.flow(from, levels.getFirst(), levels.getLast())));
        }
        return most;
    }

    private static Sampler named(String name) {
        return Objects.requireNonNull(SAMPLERS.get(name), name);
    }

    private static float[] alone(String name, int steps, double end) {
        return Objects.requireNonNull(run(Map.of(name, named(name)), steps, end).get(name));
    }

    /** Walks all samplers together and gives their results. */
    private static Map<String, float[]> run(Map<String, Sampler> samplers, int steps, double end) {
        var engine = new Engine(DATA, 1000);
        samplers.forEach((name, sampler) -> {
            Trajectory plan = sampler.plan(levels(steps, end), DATA);
            engine.add(new Walk(
                    name,
                    LatentShape.of(1, 64, 64),
                    plan,
                    new Prediction.Sample(),
                    new Guidance.None(),
                    Conditioning.NONE,
                    Conditioning.NONE,
                    new TorchNoise(seed(name)),
                    null));
        });
        Map<String, float[]> results = new HashMap<>();
        while (engine.size() > 0) {
            StepReport report = engine.step();
            assertThat(report.failed()).isEmpty();
            report.finished().forEach(finished -> results.put(finished.id(), finished.latent()));
        }
        return results;
    }

    private static List<Level> levels(int steps, double end) {
        return IntStream.rangeClosed(0, steps)
                .mapToObj(i -> i == steps && end == 0 ? Level.clean(0) : DATA.atTime(START + (end - START) * i / steps))
                .toList();
    }

    private static long seed(String name) {
        return name.length() * 31L + name.charAt(0);
    }
}
