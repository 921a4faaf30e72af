package dev.calotype.networks;

import dev.calotype.spi.Insertion;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Tensor;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A ControlNet's residuals, and a U-Net with them, against the reference's numbers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlNetGoldenTest {
    private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger("controlnet_tiny");

    @TestFactory
    Stream<DynamicTest> residualsAreTheReferences() {
        return ledger.tests(goldens -> goldens.expected("cn/residual").stream()
                .map(name -> ledger.test(name, () -> goldens.check(name, residual(goldens, name)))));
    }

    @TestFactory
    Stream<DynamicTest> aUNetWithResidualsAnswersAsTheReference() {
        return ledger.tests(goldens ->
                Stream.of("cn/unet_out").map(name -> ledger.test(name, () -> goldens.check(name, answer(goldens)))));
    }

    private static float[] residual(GoldenFolder goldens, String name) {
        String what = name.substring("cn/residual".length());
        int place = Integer.parseInt(what.substring(what.lastIndexOf('_') + 1));
        double strength = what.startsWith("_scale")
                ? Double.parseDouble(what.substring("_scale".length(), what.lastIndexOf('_')))
                : 1;
        var guess = what.startsWith("_guess") ? ControlNetInsert.Guess.ON : ControlNetInsert.Guess.OFF;
        try (var opened = Opened.of(goldens, "controlnet1", WEIGHTS, ControlNetConfig::read, ControlNetModel::new)) {
            ControlNetModel network = opened.network();
            UNetRows rows = rows(goldens);
            double[] strengths = new double[rows.times().length];
            Arrays.fill(strengths, strength);
            return network.residuals(rows, inserts(goldens, network, guess), strengths)
                    .get(place)
                    .toFloats();
        }
    }

    private static float[] answer(GoldenFolder goldens) {
        try (var opened = Opened.of(goldens, "controlnet1", WEIGHTS, ControlNetConfig::read, ControlNetModel::new);
                var unet =
                        Opened.of(goldens, "../base_sd_tiny/unet", WEIGHTS, UNetConfig::read, UNet2DCondition::new)) {
            UNetRows rows = rows(goldens);
            List<List<Insertion>> carried = inserts(goldens, opened.network(), ControlNetInsert.Guess.OFF).stream()
                    .map(insert -> List.of(Insertion.of(insert, 1)))
                    .toList();
            return unet.network()
                    .apply(rows.sample(), rows.times(), rows.conditions().withInserts(carried))
                    .toFloats();
        }
    }

    private static UNetRows rows(GoldenFolder goldens) {
        Tensor sample = Opened.tensor(goldens.tensor("cn/sample"));
        String said = goldens.description()
                .path("tensors")
                .path("cn/residual0")
                .path("desc")
                .asText();
        double[] times = new double[Math.toIntExact(sample.size(0))];
        Arrays.fill(times, Double.parseDouble(said.replaceAll("^.*t=([0-9.]+).*$", "$1")));
        return new UNetRows(sample, times, UNetConditions.of(Opened.tensor(goldens.tensor("cn/context")), null));
    }

    private static List<ControlNetInsert> inserts(
            GoldenFolder goldens, ControlNetModel network, ControlNetInsert.Guess guess) {
        Tensor hints = network.embed(Opened.tensor(goldens.tensor("cn/cond")));
        List<Integer> shape = IntStream.range(1, 4)
                .mapToObj(axis -> Math.toIntExact(hints.size(axis)))
                .toList();
        return IntStream.range(0, Math.toIntExact(hints.size(0)))
                .mapToObj(row -> new ControlNetInsert(
                        network, new Signal(hints.narrow(0, row, 1).toFloats(), shape), guess))
                .toList();
    }
}
