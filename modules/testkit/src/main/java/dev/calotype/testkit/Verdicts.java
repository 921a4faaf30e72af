package dev.calotype.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.contracts.Examination;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** What came of an examination, as tests: one a rule. */
final class Verdicts {
    private Verdicts() {}

    static DynamicNode tests(Examination examined) {
        return DynamicContainer.dynamicContainer(
                examined.part(), examined.verdicts().stream().map(Verdicts::test));
    }

    private static DynamicTest test(Examination.Verdict verdict) {
        return DynamicTest.dynamicTest(
                verdict.rule(), () -> assertThat(verdict.faults()).isEmpty());
    }
}
