package dev.calotype.plugin.stablediffusion;

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

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger(FOLDER);

    @TestFactory
    Stream<DynamicTest> walksAreTheReferencesStepByStep() {
        return ledger.tests(goldens -> goldens.cases().stream()
                .map(about -> ledger.test(about.path("id").asText(), () -> check(goldens, about))));
    }

    @Test
    void noneOfTheRepositorysOwnCasesIsSkipped() {
        assertThat(GoldenFolder.own(FOLDER).cases())
                .isNotEmpty()
                .allSatisfy(about -> assertThat(SchedulerChoice.obstacle(about))
                        .as(about.path("id").asText())
                        .isEmpty());
    }

    private static void check(GoldenFolder goldens, JsonNode about) {
        Optional<String> obstacle = SchedulerChoice.obstacle(about);
        if (obstacle.isPresent()) {
            abort(obstacle.get());
        }
        new SchedulerCase(goldens, about).check();
    }
}
