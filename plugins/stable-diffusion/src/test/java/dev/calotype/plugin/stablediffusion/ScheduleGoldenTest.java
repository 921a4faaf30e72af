package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.networks.ConfigReader;
import dev.calotype.spi.Level;
import dev.calotype.spi.Prediction;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Times and noise levels that a scheduler's configuration leads to, against the reference's tables. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScheduleGoldenTest {
    private static final String FOLDER = "scheduler_tables";
    private static final double PRECISION = 1e-5;

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger(FOLDER);

    @TestFactory
    Stream<DynamicTest> levelsAreTheReferences() {
        return ledger.tests(goldens -> goldens.cases().stream()
                .filter(about ->
                        SchedulerSampler.isKnown(about.path("scheduler").asText()))
                .map(about -> ledger.test(name(about), () -> check(goldens, about))));
    }

    private static void check(GoldenFolder goldens, JsonNode about) {
        ObjectNode config = about.path("config").deepCopy();
        config.put("_class_name", about.path("scheduler").asText());
        assumeComparable(config, about.path("n").asInt());
        SchedulerConfig scheduler = SchedulerConfig.read(ConfigReader.of("scheduler", config));
        List<Level> levels = Planned.levels(scheduler, about.path("n").asInt());
        double[] times = goldens.tensor(name(about) + "/timesteps").numbers();
        boolean heun = scheduler.sampler().name().equals("heun");
        for (int i = 0; i < times.length; i++) {
            near("time " + i, levels.get(heun ? (i + 1) / 2 : i).time(), times[i]);
        }
        if (goldens.has(name(about) + "/sigmas")) {
            double[] sigmas = goldens.tensor(name(about) + "/sigmas").numbers();
            for (int i = 0; i < sigmas.length; i++) {
                Level level = levels.get(heun ? Math.min((i + 1) / 2, levels.size() - 1) : i);
                boolean flows = scheduler.prediction() instanceof Prediction.Flow;
                near("sigma " + i, flows ? level.sigma() : level.ratio(), sigmas[i]);
            }
        }
    }

    private static void assumeComparable(JsonNode config, int steps) {
        for (String unknown : List.of("exponential", "beta")) {
            assumeTrue(!config.path("use_" + unknown + "_sigmas").asBoolean(), "no schedule '" + unknown + "' yet");
        }
        assumeTrue(
                !(config.path("use_karras_sigmas").asBoolean()
                        && config.path("timestep_spacing").asText("linspace").equals("linspace")
                        && steps == 1
                        && !config.path("_class_name").asText().startsWith("DPM")),
                "the reference starts a walk of one step at its least noise, where there is nothing to remove");
    }

    private static void near(String what, double found, double expected) {
        assertThat(found).as(what).isCloseTo(expected, within(PRECISION * Math.max(1, Math.abs(expected))));
    }

    private static String name(JsonNode about) {
        return about.path("scheduler").asText() + "/" + about.path("variant").asText() + "/n"
                + about.path("n").asInt();
    }
}
