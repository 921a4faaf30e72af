package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
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
        long seed = Long.parseLong(part(name, 1));
        int count = goldens.tensor(name).size();
        switch (part(name, 0)) {
            case "randn", "shape4d" -> goldens.check(name, new TorchNoise(seed).draw(count));
            case "randn_f16" -> goldens.check(name, halves(new TorchNoise(seed).draw(count)));
            case "rand" -> goldens.check(name, uniform(seed, count));
            case "randint" ->
                assertThat(integers(seed, count)).isEqualTo(goldens.tensor(name).longs());
            default -> abort("walks draw no noise of this kind: " + part(name, 0));
        }
    }

    /** Torch draws halves as singles and rounds them, so that a seed is one picture for both. */
    private static float[] halves(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
        }
        return values;
    }

    private static float[] uniform(long seed, int count) {
        var generator = new MersenneTwister((int) seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (generator.bits() & 0xffffff) * 0x1p-24f;
        }
        return values;
    }

    /** {@code torch.randint(0, 1000)}. */
    private static long[] integers(long seed, int count) {
        var generator = new MersenneTwister((int) seed);
        return LongStream.generate(() -> Integer.toUnsignedLong(generator.bits()) % 1000)
                .limit(count)
                .toArray();
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
