package dev.calotype.networks;

import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A T2I-Adapter's feature maps against the reference's numbers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class T2IAdapterGoldenTest {
    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger("t2i_adapter_tiny");

    @TestFactory
    Stream<DynamicTest> featureMapsAreTheReferences() {
        return ledger.tests(goldens -> goldens.expected("features").stream()
                .map(name -> ledger.test(name, () -> goldens.check(name, features(goldens, name)))));
    }

    private static float[] features(GoldenFolder goldens, String name) {
        int level = Integer.parseInt(name.substring("features".length()));
        try (var opened = Opened.of(
                goldens, "adapter", "diffusion_pytorch_model.safetensors", T2IAdapterConfig::read, T2IAdapter::new)) {
            return opened.network()
                    .apply(Opened.tensor(goldens.tensor("cond")))
                    .get(level)
                    .toFloats();
        }
    }
}
