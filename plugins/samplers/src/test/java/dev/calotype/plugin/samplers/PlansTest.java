package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.engine.PlanCode;
import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans as data: kept as bytes, told apart by their digests, known in cost before they begin. */
final class PlansTest {
    private static final NoiseProcess TABLE = new Table(1000);
    private static final Map<String, NoiseSchedule> SCHEDULES = Map.of(
            "karras", new Karras().create(new Karras().defaults()),
            "leading", discrete(Discrete.Spacing.LEADING),
            "linspace", discrete(Discrete.Spacing.LINSPACE),
            "trailing", discrete(Discrete.Spacing.TRAILING),
            "flow",
                    new Flow()
                            .create(new Flow.Options(
                                    3, 0.99, 0, 0, 1, false, List.of(), 0, Flow.Shape.SHIFTED, End.CLEAN)));

    @Test
    void everyPlanComesBackFromItsBytesUnderItsDigest() {
        List<Trajectory> plans = plans();
        assertThat(plans).hasSize(Walked.SAMPLERS.size() * SCHEDULES.size() * 3).allSatisfy(plan -> {
            Trajectory read = PlanCode.read(PlanCode.write(plan));
            assertThat(read).isEqualTo(plan);
            assertThat(PlanCode.digest(read)).isEqualTo(PlanCode.digest(plan));
        });
    }

    @Test
    void plansThatDifferHaveDigestsThatDiffer() {
        var plans = new HashSet<>(plans());
        var digests = new HashSet<String>();
        plans.forEach(plan -> digests.add(PlanCode.digest(plan)));
        assertThat(digests).hasSameSizeAs(plans);
    }

    @ParameterizedTest
    @ValueSource(strings = {"euler", "ddim", "ddpm", "euler-ancestral"})
    void methodsOfOneStepRememberOneEvaluation(String sampler) {
        assertThat(Walked.sampler(sampler).plan(levels("karras", 10), TABLE).memory())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heun", "dpm++2m"})
    void methodsOfOrderTwoRememberTwo(String sampler) {
        assertThat(Walked.sampler(sampler).plan(levels("karras", 10), TABLE).memory())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"euler", "heun", "ddim", "ddim-eta-1", "dpm++2m", "euler-ancestral", "ddpm", "ddpm-large"})
    void everySamplerStartsWithoutAnySignal(String sampler) {
        NoiseSchedule flow =
                new Flow().create(new Flow.Options(1, 1, 0, 0, 1, false, List.of(), 0, Flow.Shape.SHIFTED, End.CLEAN));
        for (Path path : new Path[] {Path.PRESERVING, Path.STRAIGHT}) {
            List<Level> levels = new ArrayList<>(flow.levels(6, path));
            levels.set(0, new Level(0, 1, 1));
            assertThat(Walked.sampler(sampler).plan(levels, path).evaluations()).isGreaterThanOrEqualTo(6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"euler", "heun", "ddim", "ddim-eta-1", "dpm++2m", "euler-ancestral", "ddpm", "ddpm-large"})
    void levelsThatAreNoNumbersAreRefusedByTheirStep(String sampler) {
        List<Level> levels = List.of(new Level(0.1, 0.9, 900), new Level(Double.NaN, 0.5, 500), Level.clean(0));
        assertThatThrownBy(() -> Walked.sampler(sampler).plan(levels, TABLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step 1 has a level or noise that is not finite");
    }

    private static List<Trajectory> plans() {
        List<Trajectory> plans = new ArrayList<>();
        for (String schedule : SCHEDULES.keySet()) {
            for (int steps : new int[] {1, 2, 25}) {
                Walked.SAMPLERS.values().forEach(sampler -> plans.add(sampler.plan(levels(schedule, steps), TABLE)));
            }
        }
        return plans;
    }

    private static List<Level> levels(String schedule, int steps) {
        return Objects.requireNonNull(SCHEDULES.get(schedule)).levels(steps, TABLE);
    }

    private static NoiseSchedule discrete(Discrete.Spacing spacing) {
        return new Discrete().create(new Discrete.Options(spacing, 0, End.CLEAN, false, false, 0));
    }
}
