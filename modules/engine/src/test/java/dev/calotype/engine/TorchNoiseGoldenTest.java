package dev.calotype.engine;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Seeded normal noise against torch's own, in every size and in sequences from one generator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TorchNoiseGoldenTest {
    private static final String FOLDER = "randn";

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger(FOLDER);

    @TestFactory
    Stream<DynamicTest> noiseIsTorchs() {
        return ledger.tests(goldens -> Stream.concat(
                goldens.expected("").stream()
                        .filter(name -> !name.startsWith("seq/"))
                        .map(name -> ledger.test(name, () -> single(goldens, name))),
                goldens.expected("seq/").stream()
                        .map(name -> part(name, 1))
                        .distinct()
                        .map(seed -> ledger.test("seq/" + seed, () -> sequence(goldens, seed)))));
    }

    private static void single(GoldenFolder goldens, String name) {
        String kind = part(name, 0);
        if (!kind.equals("randn") && !kind.equals("shape4d")) {
            abort("walks draw normal fp32 noise only; this is " + kind);
        }
        var noise = new TorchNoise(Long.parseLong(part(name, 1)));
        goldens.check(name, noise.draw(goldens.tensor(name).size()));
    }

    private static void sequence(GoldenFolder goldens, String seed) {
        var noise = new TorchNoise(Long.parseLong(seed));
        List<String> draws = goldens.expected("seq/" + seed + "/").stream()
                .sorted(Comparator.comparingInt(name -> Integer.parseInt(
                        part(name, 2).substring(0, part(name, 2).indexOf('_')))))
                .toList();
        for (String draw : draws) {
            goldens.check(draw, noise.draw(goldens.tensor(draw).size()));
        }
    }

    private static String part(String name, int index) {
        return List.of(name.split("/", -1)).get(index);
    }
}
