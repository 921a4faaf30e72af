package dev.calotype.schedulers;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.configs.ConfigReader;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables of β and ᾱ against the reference's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoiseTableGoldenTest {
    private static final String FOLDER = "scheduler_tables";

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger(FOLDER);

    @TestFactory
    Stream<DynamicTest> tablesAreTheReferencesOwn() {
        return ledger.tests(goldens ->
                goldens.expected("alphas/").stream().map(name -> ledger.test(name, () -> check(goldens, name))));
    }

    private static void check(GoldenFolder goldens, String name) {
        assumeFalse(
                name.endsWith("_zero_snr/betas"),
                "the last of these are quotients of fp32 roots that all but cancel, so that they hang on the square"
                        + " root's last bit; the process uses the products, which are checked");
        String[] parts = name.split("/", -1);
        ConfigReader config = config(parts[1]);
        goldens.check(name, parts[2].equals("betas") ? NoiseTable.betas(config) : NoiseTable.read(config));
    }

    private static ConfigReader config(String variant) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rescale_betas_zero_snr", variant.endsWith("_zero_snr"));
        String schedule = variant.replace("_zero_snr", "");
        json.put("beta_schedule", schedule.equals("cosine") ? "squaredcos_cap_v2" : schedule);
        if (schedule.equals("scaled_linear")) {
            json.put("beta_start", 0.00085).put("beta_end", 0.012);
        }
        return ConfigReader.of("scheduler_config.json", json);
    }
}
