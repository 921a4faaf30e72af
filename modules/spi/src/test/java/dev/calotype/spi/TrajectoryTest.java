package dev.calotype.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrajectoryTest {
    private static final Step START = Step.start(new Level(0.6, 0.8, 500));
    private static final Step RESULT = new Step(Level.clean(0), List.of(Term.latest(0, 1)), 0);

    @Test
    void theLastStepIsTheResultAndCostsNoEvaluation() {
        assertThat(new Trajectory(List.of(START, RESULT)).evaluations()).isEqualTo(1);
    }

    @Test
    void memoryIsTheFurthestReachBack() {
        var middle = new Step(new Level(0.8, 0.6, 250), List.of(Term.latest(0.5, 0.5)), 0);
        var result = new Step(Level.clean(0), List.of(Term.latest(0, 2), new Term(2, 0, -1, 0)), 0);
        assertThat(new Trajectory(List.of(START, middle, result)).memory()).isEqualTo(2);
    }

    @Test
    void drawsCountTheStartAndEveryNoisyStep() {
        var noisy = new Step(new Level(0.8, 0.6, 250), List.of(Term.latest(0.5, 0.5)), 0.1);
        assertThat(new Trajectory(List.of(START, noisy, RESULT)).draws()).isEqualTo(2);
    }

    @Test
    void aReachBeyondTheFirstEvaluationIsRefused() {
        var result = new Step(Level.clean(0), List.of(new Term(2, 0, 1, 0)), 0);
        assertThatThrownBy(() -> new Trajectory(List.of(START, result)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step 1 reaches back 2 evaluations; there are 1");
    }

    @Test
    void coefficientsThatAreNotFiniteAreRefused() {
        var result = new Step(Level.clean(0), List.of(Term.latest(0, Double.NaN)), 0);
        assertThatThrownBy(() -> new Trajectory(List.of(START, result))).hasMessageContaining("not finite");
    }

    @Test
    void onlyTheStartMayHaveNoTerms() {
        assertThatThrownBy(() -> new Trajectory(List.of(RESULT, RESULT))).hasMessageContaining("takes no terms");
        assertThatThrownBy(() -> new Trajectory(List.of(START, START))).hasMessageContaining("has no terms");
    }

    @Test
    void theStartCanBeGivenAnotherDeviation() {
        var changed = new Trajectory(List.of(START, RESULT)).startingWith(1);
        assertThat(changed.steps().getFirst().noise()).isEqualTo(new Deviation.Constant(1));
        assertThat(changed.steps().getLast()).isEqualTo(RESULT);
    }

    @Test
    void aLearnedDeviationDrawsNoiseAndMustHaveABeginning() {
        var learned = new Deviation.LearnedRange(-9, -7);
        var result = new Step(Level.clean(0), List.of(Term.latest(0, 1)), learned);
        var plan = new Trajectory(List.of(START, result));
        assertThat(plan.draws()).isEqualTo(2);
        assertThat(plan.learnsVariance()).isTrue();
        assertThat(new Trajectory(List.of(START, RESULT)).learnsVariance()).isFalse();
        var early = new Step(START.level(), List.of(), learned);
        assertThatThrownBy(() -> new Trajectory(List.of(early, RESULT)))
                .hasMessageContaining("before the network has answered");
    }

    @Test
    void aLearnedRangeThatIsNotFiniteIsRefused() {
        var range = new Deviation.LearnedRange(Double.NEGATIVE_INFINITY, -7);
        var result = new Step(Level.clean(0), List.of(Term.latest(0, 1)), range);
        assertThatThrownBy(() -> new Trajectory(List.of(START, result))).hasMessageContaining("not finite");
    }
}
