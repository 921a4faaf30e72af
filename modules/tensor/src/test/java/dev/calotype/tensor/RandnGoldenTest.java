package dev.calotype.tensor;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Noise that libtorch draws from a seed against the reference's, in every size and shape. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RandnGoldenTest {
    private static final String FOLDER = "randn";
    private static final List<String> NORMAL = List.of("randn", "shape4d");

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger(FOLDER);

    @TestFactory
    Stream<DynamicTest> seededNoiseIsTheReferences() {
        return ledger.tests(goldens ->
                goldens.expected("").stream().map(name -> ledger.test(name, () -> compare(goldens, name))));
    }

    private static void compare(GoldenFolder goldens, String name) {
        List<String> parts = List.of(name.split("/", -1));
        String kind = parts.getFirst();
        boolean first = kind.equals("seq") && parts.getLast().startsWith("0_");
        if (!first && !NORMAL.contains(kind)) {
            abort(
                    kind.equals("seq")
                            ? "Tensor.randn makes one draw a seed; sequences are the engine's and tested there"
                            : "Tensor.randn makes normal fp32 noise only; this is " + kind);
        }
        long[] shape = goldens.tensor(name).shape().stream()
                .mapToLong(Integer::longValue)
                .toArray();
        try (Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0))) {
            goldens.check(
                    name,
                    scope.run(() ->
                            Tensor.randn(Long.parseLong(parts.get(1)), shape).toFloats()));
        }
    }
}
