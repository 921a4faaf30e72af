package dev.calotype.networks;

import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** U-Nets without a prompt against the reference's numbers: of DDPM, with classes, and NCSN++. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UNet2DGoldenTest {
    private static final Pattern TIMES = Pattern.compile("\\bt ?= ?\\[?([0-9., ]*[0-9])");

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger("unet2d_tiny");

    @TestFactory
    Stream<DynamicTest> answersAreTheReferences() {
        return ledger.tests(goldens ->
                goldens.expected("unet").stream().map(name -> ledger.test(name, () -> check(goldens, name))));
    }

    private static void check(GoldenFolder goldens, String name) {
        String folder = name.substring(0, name.indexOf('/'));
        try (var opened =
                Opened.of(goldens, folder, "diffusion_pytorch_model.safetensors", UNet2DConfig::read, UNet2D::new)) {
            String own = folder + "/sample";
            var sample = Opened.tensor(goldens.tensor(goldens.has(own) ? own : "unet/sample"));
            double[] times = times(goldens, name, folder, Math.toIntExact(sample.size(0)));
            goldens.check(
                    name,
                    opened.network()
                            .apply(sample, times, numbers(goldens, folder + "/labels"))
                            .toFloats());
        }
    }

    /** The levels' σ where they are given, else the times of the description: one for all rows or one a row. */
    private static double[] times(GoldenFolder goldens, String name, String folder, int rows) {
        double[] sigmas = numbers(goldens, folder + "/sigma");
        if (sigmas != null) {
            return sigmas;
        }
        String about =
                goldens.description().path("tensors").path(name).path("desc").asText();
        Matcher found = TIMES.matcher(about);
        if (!found.find()) {
            throw new AssertionError(name + ": no time is in '" + about + "'");
        }
        double[] times = Arrays.stream(found.group(1).split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double[] all = new double[rows];
        Arrays.setAll(all, row -> times[Math.min(row, times.length - 1)]);
        return all;
    }

    private static double @Nullable [] numbers(GoldenFolder goldens, String name) {
        return goldens.has(name) ? goldens.tensor(name).numbers() : null;
    }
}
