package dev.calotype.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.spi.Level;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Trajectory;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import dev.calotype.testkit.Planned;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Times, noise levels and starting noise that a scheduler's configuration leads to, against the reference's tables. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScheduleGoldenTest {
    private static final String FOLDER = "scheduler_tables";
    private static final double PRECISION = 1e-5;

    /** Of times between levels that the reference finds by subtracting, in single precision, squares that all but cancel. */
    private static final double CANCELLED = 0.05;

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger(FOLDER);

    @TestFactory
    Stream<DynamicTest> levelsAreTheReferences() {
        return ledger.tests(goldens ->
                goldens.cases().stream().map(about -> ledger.test(name(about), () -> check(goldens, about))));
    }

    private static void check(GoldenFolder goldens, JsonNode about) {
        assumeTrue(
                about.path("n").asInt() > 1 || !about.path("scheduler").asText().startsWith("Cosine"),
                "the reference starts a walk of one step at its least noise, where there is nothing to remove");
        SchedulerReading scheduler = Reading.of(about.path("scheduler").asText(), about.path("config"));
        List<Level> levels =
                Planned.levels(scheduler.schedule(), about.path("n").asInt(), scheduler.process());
        if (goldens.has(name(about) + "/sigmas")) {
            boolean flows = scheduler.prediction() instanceof Prediction.Flow;
            near(
                    "sigmas",
                    distinct(levels.stream().mapToDouble(level -> flows ? level.sigma() : level.ratio())),
                    distinct(DoubleStream.of(
                            goldens.tensor(name(about) + "/sigmas").numbers())));
        }
        Trajectory plan = Planned.sampler(scheduler.sampler()).plan(levels, scheduler.process());
        near(
                "times",
                plan.steps().stream()
                        .limit(plan.evaluations())
                        .map(step -> step.level().time())
                        .toList(),
                DoubleStream.of(goldens.tensor(name(about) + "/timesteps").numbers())
                        .boxed()
                        .toList(),
                about.path("scheduler").asText().equals("KDPM2AncestralDiscreteScheduler") ? CANCELLED : PRECISION);
        if (about.path("init_noise_sigma").isNumber()) {
            double start = scheduler.start().at(levels.getFirst());
            double scale =
                    scheduler.start() == StartNoise.UNIT ? 1 : levels.getFirst().alpha();
            near(
                    "start",
                    List.of(start / scale),
                    List.of(about.path("init_noise_sigma").asDouble()));
        }
    }

    /** The values without those that repeat the one before, as schedulers of two evaluations a step list them. */
    private static List<Double> distinct(DoubleStream values) {
        List<Double> distinct = new ArrayList<>();
        values.filter(value -> distinct.isEmpty() || value != distinct.getLast())
                .forEach(distinct::add);
        return distinct;
    }

    private static void near(String what, List<Double> found, List<Double> expected) {
        near(what, found, expected, PRECISION);
    }

    private static void near(String what, List<Double> found, List<Double> expected, double precision) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i))
                    .as(what + " " + i)
                    .isCloseTo(expected.get(i), within(precision * Math.max(1, Math.abs(expected.get(i)))));
        }
    }

    private static String name(JsonNode about) {
        return about.path("scheduler").asText() + "/" + about.path("variant").asText() + "/n"
                + about.path("n").asInt();
    }
}
