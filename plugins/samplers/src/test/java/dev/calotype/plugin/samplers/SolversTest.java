package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.engine.PlanCode;
import dev.calotype.engine.TorchNoise;
import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The multistep and two-stage samplers on normal data, and where they are one another. */
final class SolversTest {
    private static final int SIZE = 4096;
    private static final long SEED = 11;
    private static final double LAXITY = 0.25;

    @ParameterizedTest(name = "{0} is at least of order {1} where the path is {2}")
    @CsvSource({
        "dpm2, 2, PRESERVING",
        "dpm2, 2, EXPLODING",
        "dpm2, 2, STRAIGHT",
        "lms, 2, PRESERVING",
        "lms, 2, EXPLODING",
        "lms, 2, STRAIGHT",
        "plms, 2, PRESERVING",
        "plms, 2, EXPLODING",
        "plms, 2, STRAIGHT",
        "pndm, 2, PRESERVING",
        "pndm, 2, EXPLODING",
        "pndm, 2, STRAIGHT",
        "ipndm, 2, PRESERVING",
        "ipndm, 2, EXPLODING",
        "ipndm, 2, STRAIGHT",
        "dpm-solver, 2, EXPLODING",
        "dpm-solver, 3, STRAIGHT",
        "dpm-solver++, 3, PRESERVING",
        "dpm-solver++, 3, EXPLODING",
        "dpm-solver++, 3, STRAIGHT",
        "dpm++2s, 2, PRESERVING",
        "dpm++2s, 2, EXPLODING",
        "dpm++2s, 2, STRAIGHT",
        "dpm++3m, 2, PRESERVING",
        "dpm++3m, 2, EXPLODING",
        "dpm++3m, 2, STRAIGHT",
        "deis, 2, PRESERVING",
        "deis, 2, EXPLODING",
        "deis, 2, STRAIGHT",
        "deis-3, 3, EXPLODING",
        "deis-3, 3, STRAIGHT",
        "unipc, 3, PRESERVING",
        "unipc, 3, EXPLODING",
        "unipc, 3, STRAIGHT",
        "unipc-bh1, 3, PRESERVING",
        "unipc-bh1, 3, EXPLODING",
        "unipc-bh1, 3, STRAIGHT",
        "unipc-noise, 3, PRESERVING",
        "unipc-noise, 3, EXPLODING",
        "unipc-noise, 3, STRAIGHT",
        "unipc-3, 3, EXPLODING",
        "unipc-3, 3, STRAIGHT",
        "sa-solver-0, 2, PRESERVING",
        "sa-solver-0, 2, EXPLODING",
        "sa-solver-0, 2, STRAIGHT"
    })
    void theErrorFallsAtLeastByTheOrder(String sampler, int order, Path path) {
        double coarse = error(sampler, path, 48);
        double fine = error(sampler, path, 96);
        double found = Math.log(coarse / fine) / Math.log(2);
        assertThat(found).as("order from errors %s and %s", coarse, fine).isGreaterThan(order - LAXITY);
    }

    @ParameterizedTest(name = "{0} where the path is {1}")
    @CsvSource({
        "euler-churn, PRESERVING",
        "euler-churn, EXPLODING",
        "euler-churn, STRAIGHT",
        "euler-churn-after, PRESERVING",
        "heun-churn, PRESERVING",
        "heun-churn, EXPLODING",
        "heun-churn, STRAIGHT",
        "dpm2-ancestral, PRESERVING",
        "dpm2-ancestral, EXPLODING",
        "dpm2-ancestral, STRAIGHT",
        "dpm++sde, PRESERVING",
        "dpm++sde, EXPLODING",
        "dpm++sde, STRAIGHT",
        "dpm++2m-sde, PRESERVING",
        "dpm++2m-sde, EXPLODING",
        "dpm++2m-sde, STRAIGHT",
        "dpm-solver-sde, PRESERVING",
        "dpm-solver-sde, EXPLODING",
        "dpm-solver-sde, STRAIGHT",
        "dpm++2s-sde, PRESERVING",
        "dpm++2s-sde, STRAIGHT",
        "sa-solver, PRESERVING",
        "sa-solver, EXPLODING",
        "sa-solver, STRAIGHT",
        "sa-solver-noise, PRESERVING",
        "sa-solver-noise, EXPLODING",
        "sa-solver-noise, STRAIGHT"
    })
    void freshNoiseLeavesTheDataItsMeanAndDeviation(String sampler, Path path) {
        var data = new Gauss(0.7, 0.4, path);
        float[] drawn = walked(Walked.sampler(sampler), path, levels(path, 400, 0));
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
    @CsvSource({
        "lms,10",
        "plms,11",
        "pndm,19",
        "ipndm,10",
        "dpm2,19",
        "dpm2-ancestral,19",
        "dpm++sde,19",
        "heun-churn,19",
        "dpm-solver,10",
        "dpm++2s,10",
        "dpm++2m,10",
        "dpm++3m,10",
        "deis,10",
        "unipc,10",
        "unipc-3,10",
        "sa-solver,10"
    })
    void evaluationsAreKnownBeforehand(String sampler, int evaluations) {
        assertThat(plan(sampler, levels(Path.PRESERVING, 10, 0)).evaluations()).isEqualTo(evaluations);
    }

    @Test
    void uniPcWithoutItsCorrectorIsDpmPlusPlus2M() {
        List<Double> all = IntStream.range(0, 12).mapToObj(i -> (double) i).toList();
        var options = new UniPc.Options(Integrand.DATA, 2, UniPc.B.BH2, false, all);
        assertSame(new UniPc().create(options), Walked.sampler("dpm++2m"));
    }

    @Test
    void deisOfOrderTwoIsTheMultistepDpmSolverByHeun() {
        var options = new DpmOptions(
                Integrand.NOISE,
                DpmOptions.Reach.MULTISTEP,
                2,
                DpmOptions.Formula.HEUN,
                Curvature.HALF,
                0,
                false,
                false,
                0);
        assertSame(Walked.sampler("deis"), options.sampler());
    }

    @ParameterizedTest
    @CsvSource({"DATA, MULTISTEP", "NOISE, MULTISTEP", "DATA, SINGLESTEP", "NOISE, SINGLESTEP"})
    void everyDpmSolverOfOrderOneIsDdim(Integrand predicts, DpmOptions.Reach reach) {
        var options =
                new DpmOptions(predicts, reach, 1, DpmOptions.Formula.MIDPOINT, Curvature.EXACT, 0, true, false, 0);
        assertSame(options.sampler(), Walked.sampler("ddim"));
    }

    @Test
    void sdeDpmSolverPlusPlusOfOrderOneIsAncestral() {
        var options = new DpmOptions(
                Integrand.DATA,
                DpmOptions.Reach.MULTISTEP,
                1,
                DpmOptions.Formula.MIDPOINT,
                Curvature.EXACT,
                1,
                true,
                false,
                0);
        assertSame(options.sampler(), Walked.sampler("ddim-eta-1"));
    }

    @Test
    void theWeightsOfAdamsAreTheKnownOnes() {
        assertThat(Quadrature.adams(new double[] {0, -1, -2, -3}))
                .containsExactly(new double[] {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}, within(1e-13));
    }

    static Set<String> names() {
        return Solvers.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySamplerStartsWithoutAnySignal(String sampler) {
        for (Path path : new Path[] {Path.PRESERVING, Path.STRAIGHT}) {
            List<Level> levels = new ArrayList<>(levels(path, 6, 0));
            levels.set(0, new Level(0, 1, 1));
            assertThat(Walked.sampler(sampler).plan(levels, path).evaluations()).isGreaterThanOrEqualTo(6);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void levelsThatAreNoNumbersAreRefused(String sampler) {
        List<Level> levels = List.of(new Level(0.1, 0.9, 0.9), new Level(Double.NaN, 0.5, 0.5), Level.clean(0));
        assertThatThrownBy(() -> plan(sampler, levels))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not finite");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aWalkOfOneStepEndsAtTheDenoisedValue(String sampler) {
        List<Level> levels = List.of(Path.PRESERVING.atTime(0.9), Level.clean(0));
        assertThat(plan(sampler, levels).steps().getLast().terms())
                .singleElement()
                .satisfies(term -> assertThat(term.denoised()).isNotZero());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPlanComesBackFromItsBytes(String sampler) {
        for (int steps : new int[] {1, 2, 3, 25}) {
            Trajectory plan = plan(sampler, levels(Path.PRESERVING, steps, 0));
            assertThat(PlanCode.read(PlanCode.write(plan))).isEqualTo(plan);
        }
    }

    @Test
    void refusesOrdersThatDoNotExist() {
        assertThatThrownBy(() -> new Lms().create(new Lms.Options(5, List.of())))
                .hasMessage("order is 5; it must lie between 1 and 4");
        assertThatThrownBy(() -> new UniPc().create(new UniPc.Options(Integrand.DATA, 0, UniPc.B.BH1, true, List.of())))
                .hasMessage("order is 0; it must lie between 1 and 3");
        assertThatThrownBy(() -> new SaSolver().create(new SaSolver.Options(Integrand.DATA, 2, 5, 1, 0.2, 0.8, true)))
                .hasMessage("corrector is 5; it must lie between 1 and 4");
        assertThatThrownBy(() -> new Deis().create(new Deis.Options(2, true, -1)))
                .hasMessage("skipped is -1; it must be at least 0");
    }

    @Test
    void saysTheOrderOfItsOptions() {
        assertThat(about(new DpmPlusPlus2M()).order()).isEqualTo(2);
        assertThat(about(new DpmPlusPlus2MSde()).stochastic()).isTrue();
        assertThat(about(new UniPc()).stochastic()).isFalse();
    }

    private static <O extends Record> About about(SamplerFactory<O> factory) {
        return factory.about(factory.defaults());
    }

    private static void assertSame(Sampler one, Sampler other) {
        List<Level> levels = levels(Path.PRESERVING, 12, 0.05);
        assertThat(walked(one, Path.PRESERVING, levels))
                .containsExactly(walked(other, Path.PRESERVING, levels), within(2e-5f));
    }

    private static double error(String sampler, Path path, int steps) {
        var data = new Gauss(0.7, 0.4, path);
        List<Level> levels = levels(path, steps, 0.1);
        float[] start = new TorchNoise(SEED).draw(SIZE);
        float[] end = walked(Walked.sampler(sampler), path, levels);
        double most = 0;
        for (int i = 0; i < end.length; i++) {
            double from = start[i] * levels.getFirst().sigma();
            most = Math.max(most, Math.abs(end[i] - data.flow(from, levels.getFirst(), levels.getLast())));
        }
        return most;
    }

    private static float[] walked(Sampler sampler, Path path, List<Level> levels) {
        return Walked.alone(new Gauss(0.7, 0.4, path), Walked.walk("a", sampler, levels, path, SIZE, SEED));
    }

    private static Trajectory plan(String sampler, List<Level> levels) {
        return Walked.sampler(sampler).plan(levels, Path.PRESERVING);
    }

    private static List<Level> levels(Path path, int steps, double end) {
        return IntStream.rangeClosed(0, steps)
                .mapToObj(i -> i == steps && end == 0 ? Level.clean(0) : path.atTime(0.95 + (end - 0.95) * i / steps))
                .toList();
    }
}
