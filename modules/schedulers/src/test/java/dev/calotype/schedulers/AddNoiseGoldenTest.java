package dev.calotype.schedulers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.calotype.spi.Level;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import dev.calotype.testkit.Planned;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clean latents with noise on them, and velocities, at levels that a configuration leads to, against the reference's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddNoiseGoldenTest {
    private static final int STEPS = 10;
    private static final Set<String> TWO_EVALUATIONS = Set.of(
            "HeunDiscreteScheduler",
            "FlowMatchHeunDiscreteScheduler",
            "KDPM2DiscreteScheduler",
            "KDPM2AncestralDiscreteScheduler");

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger("scheduler_tables");

    @TestFactory
    Stream<DynamicTest> noiseIsAsStrongAsTheReferences() {
        return ledger.tests(goldens -> goldens.expected("add_noise/").stream()
                .map(name -> ledger.test(name, () -> checkNoise(goldens, name))));
    }

    @TestFactory
    Stream<DynamicTest> velocitiesAreTheReferences() {
        return ledger.tests(goldens -> goldens.expected("velocity/").stream()
                .map(name -> ledger.test(name, () -> checkVelocity(goldens, name))));
    }

    private static void checkNoise(GoldenFolder goldens, String name) throws JsonProcessingException {
        String scheduler = name.split("/", -1)[1];
        SchedulerReading reading = Reading.of(scheduler, config(goldens, name));
        Level level = level(scheduler, reading, Integer.parseInt(name.split("/", -1)[2]));
        double scale = reading.start() == StartNoise.UNIT ? 1 : 1 / level.alpha();
        goldens.check(name, blend(goldens, scale * level.alpha(), scale * level.sigma()));
    }

    /** Schedulers of two evaluations a step list each level twice, and take that of the step's end. */
    private static Level level(String scheduler, SchedulerReading reading, int index) {
        List<Level> levels = Planned.levels(reading.schedule(), STEPS, reading.process());
        return TWO_EVALUATIONS.contains(scheduler)
                ? levels.get((index + 1) / 2)
                : Planned.sampler(reading.sampler())
                        .plan(levels, reading.process())
                        .steps()
                        .get(index)
                        .level();
    }

    private static void checkVelocity(GoldenFolder goldens, String name) throws JsonProcessingException {
        String[] parts = name.substring(name.indexOf('/') + 1).split("_", -1);
        JsonNode config = JsonNodeFactory.instance
                .objectNode()
                .put("beta_start", 0.00085)
                .put("beta_end", 0.012)
                .put("beta_schedule", "scaled_linear")
                .put("rescale_betas_zero_snr", parts.length > 1);
        Level level = Reading.of("DDPMScheduler", config).process().atTime(Double.parseDouble(parts[parts.length - 1]));
        goldens.check(name, blend(goldens, -level.sigma(), level.alpha()));
    }

    private static float[] blend(GoldenFolder goldens, double clean, double noisy) {
        float[] x = goldens.tensor("add_noise/x").floats();
        float[] noise = goldens.tensor("add_noise/noise").floats();
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (clean * x[i] + noisy * noise[i]);
        }
        return x;
    }

    /** The configuration that a tensor's description quotes. */
    private static JsonNode config(GoldenFolder goldens, String name) throws JsonProcessingException {
        String text =
                goldens.description().path("tensors").path(name).path("desc").asText();
        String quoted = text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1)
                .replace("True", "true")
                .replace("False", "false")
                .replace("None", "null");
        return JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                .build()
                .readTree(quoted);
    }
}
