package dev.calotype.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The contract of samplers finds nothing in those that are right, and names each fault that is planted in them. */
final class SamplerExamTest {
    static final List<Candidate> RIGHT = List.of(Planted.EULER, Planted.MULTISTEP, Planted.ANCESTRAL);

    private static final SamplerExam EXAM = new SamplerExam(new Examiner(Duration.ofMinutes(1)), plan -> plan);

    @ParameterizedTest
    @FieldSource("RIGHT")
    void nothingIsFoundInASamplerThatIsRight(Candidate candidate) {
        assertThat(EXAM.of(candidate).faults()).isEmpty();
    }

    @Test
    void weightsOfPointAndDenoisedValueExchanged() {
        assertThat(found(Planted.EXCHANGED_SHARES))
                .anyMatch(text -> text.contains("step 1 of 40 holds")
                        && text.endsWith("the weights of the point and the denoised value seem to be exchanged"));
    }

    @Test
    void weightsOfTwoEvaluationsExchanged() {
        assertThat(found(Planted.EXCHANGED_EVALUATIONS))
                .anyMatch(text -> text.contains("it claims 2")
                        && text.endsWith("the weights of two evaluations seem to be exchanged"));
    }

    @Test
    void aLastStepThatIsNotOfOrderOne() {
        assertThat(found(Planted.HIGH_LAST))
                .anyMatch(text -> text.contains("walks that end clean err by")
                        && text.endsWith("the last step should be of order 1"));
    }

    @Test
    void aLastStepOfInfiniteLength() {
        assertThat(found(Planted.INFINITE_LAST))
                .anyMatch(text -> text.contains("walks that end clean are not planned: step 60 has a coefficient")
                        && text.endsWith("should be of order 1"));
    }

    @Test
    void noiseCountedTwice() {
        assertThat(found(Planted.NOISE_TWICE))
                .anyMatch(text -> text.contains("step 1 of 40 holds noise of deviation")
                        && text.contains("noise seems to be counted twice"));
    }

    @Test
    void theSquareOfAlphaForAlpha() {
        assertThat(found(Planted.SQUARED))
                .anyMatch(text -> text.contains("of the data where α =") && text.contains("ᾱ was taken for α"));
    }

    @Test
    void theTimeOfTheStepBefore() {
        assertThat(found(Planted.OFF_BY_ONE))
                .anyMatch(text -> text.contains("step 1 stands at") && text.contains("the times are off by one"));
    }

    private static Stream<String> found(Candidate candidate) {
        return EXAM.of(candidate).faults().stream();
    }
}
