package dev.calotype.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A scheduler's configuration, planned by the samplers plugin and walked by the engine, against the reference's points. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulerGoldenTest {
    private static final String FOLDER = "schedulers";
    private static final double MOST_LEFT_OUT = 0.03;

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger(FOLDER);

    @TestFactory
    Stream<DynamicTest> walksAreTheReferencesStepByStep() {
        return ledger.tests(goldens -> goldens.cases().stream()
                .map(about -> ledger.test(about.path("id").asText(), () -> check(goldens, about))));
    }

    @Test
    void atMostThreeInAHundredCasesAreLeftOut() {
        var cases = GoldenFolder.own(FOLDER).cases();
        assertThat(cases.stream().filter(about -> SchedulerObstacles.of(about).isPresent()))
                .extracting(about -> about.path("id").asText())
                .hasSizeLessThanOrEqualTo((int) (MOST_LEFT_OUT * cases.size()));
    }

    private static void check(GoldenFolder goldens, JsonNode about) {
        Optional<String> obstacle = SchedulerObstacles.of(about);
        if (obstacle.isPresent()) {
            abort(obstacle.get());
        }
        new SchedulerCase(goldens, about).check();
    }
}
