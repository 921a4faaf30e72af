package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.Step;
import dev.calotype.spi.Trajectory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Samplers whose σ rises on the way: where they turn, what it costs, and that the noise is that of the level reached. */
final class WaysUpTest {
    private static final Path PATH = Path.PRESERVING;

    @Test
    void repaintWalksThePapersTimes() {
        Sampler repaint = new Repaint().create(new Repaint.Options(2, 2, 1, Repaint.Lifting.EXACT, true));
        Trajectory plan = repaint.plan(levels(6), PATH);
        assertThat(plan.steps().stream().map(step -> entry(step.level())).toList())
                .containsExactly(5, 4, 3, 2, 3, 2, 1, 0, 1, 0, -1);
        assertThat(plan.evaluations()).isEqualTo(10);
        assertThat(plan.memory()).isEqualTo(1);
    }

    @Test
    void repaintWithOneSampleIsDdim() {
        Sampler repaint = new Repaint().create(new Repaint.Options(2, 1, 1, Repaint.Lifting.EXACT, false));
        assertThat(repaint.plan(levels(9), PATH))
                .isEqualTo(Walked.sampler("ddim-eta-1").plan(levels(9), PATH));
    }

    @Test
    void restartTurnsAtTheLevelNearestLow() {
        Sampler restart = new Restart().create(new Restart.Options(0.5, 3, 2, 0.4));
        List<Level> levels = levels(10);
        Trajectory plan = restart.plan(levels, PATH);
        Trajectory heun = Walked.sampler("heun").plan(levels, PATH);
        assertThat(plan.evaluations()).isEqualTo(heun.evaluations() + 2 * 2 * 4);
        List<Level> tops = plan.steps().stream()
                .filter(step -> step.level().ratio() > 2.999 && step.level().ratio() < 3.001)
                .map(Step::level)
                .toList();
        assertThat(tops).hasSize(2);
        assertThat(plan.draws()).isEqualTo(1 + 2);
    }

    /** From pure noise, a lift gives α'²·s² + σ'² where the point had α²·s² + σ². */
    @Test
    void aLiftGivesTheLevelsOwnVariance() {
        Level low = PATH.atTime(0.3);
        Level high = PATH.atTime(0.8);
        Lift lift = Lift.between(low, high);
        double found = lift.keep() * lift.keep() * variance(low) + lift.noise() * lift.noise();
        assertThat(found).isCloseTo(variance(high), within(1e-12));
    }

    @Test
    void churnEvaluatesAtTheLevelItReaches() {
        Sampler churned = Walked.sampler("edm-euler-churn");
        List<Level> levels = levels(100);
        Trajectory plan = churned.plan(levels, PATH);
        assertThat(plan.evaluations()).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            assertThat(plan.steps().get(i).level().ratio())
                    .isCloseTo(
                            1.2 * levels.get(i).ratio(),
                            within(1e-9 * levels.get(i).ratio()));
        }
    }

    @Test
    void eachCorrectionCostsOneEvaluation() {
        for (int corrections : new int[] {0, 1, 3}) {
            Sampler sampler = new PredictorCorrector()
                    .create(new PredictorCorrector.Options(PredictorCorrector.Predictor.ANCESTRAL, corrections, 0.16));
            assertThat(sampler.plan(levels(10), PATH).evaluations()).isEqualTo(10 + 9 * corrections);
        }
    }

    private static double variance(Level level) {
        return 0.16 * level.alpha() * level.alpha() + level.sigma() * level.sigma();
    }

    /** The table entry of a level of {@link #levels}, −1 where it is clean. */
    private static int entry(Level level) {
        return (int) Math.rint(level.time() * 6 / 0.9 - 1);
    }

    private static List<Level> levels(int steps) {
        return IntStream.rangeClosed(0, steps)
                .mapToObj(i -> i == steps ? Level.clean(0) : PATH.atTime(0.9 - 0.9 * i / steps))
                .toList();
    }
}
