package dev.calotype.testkit;

import dev.calotype.contracts.ConditionerExam;
import dev.calotype.contracts.Examiner;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.Model;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * What every conditioning module keeps to, as tests: a plugin's own test extends this and names a small module and a small
 * model that it goes into.
 *
 * @param <O> the record of the family's options
 */
public abstract class ConditionerContract<O extends Record> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The family. */
    protected abstract ConditionerFamily<O> family();

    /** Where a small module lies. */
    protected abstract Path directory();

    /** Loads a small model that it goes into; the test closes it, on the thread that asked for it. */
    protected abstract Model model();

    @TestFactory
    final Stream<DynamicNode> itKeepsTheContractWithoutANetworkAndInsideOne() {
        var exam = new ConditionerExam(new Examiner(PATIENCE));
        return Stream.of(
                        exam.of(family(), directory()),
                        exam.loaded(family(), directory()),
                        exam.inside(family(), directory(), this::model))
                .map(Verdicts::tests);
    }
}
