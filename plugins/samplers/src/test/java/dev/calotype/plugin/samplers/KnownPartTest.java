package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.engine.Guidance;
import dev.calotype.engine.TorchNoise;
import dev.calotype.engine.Walk;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Correction;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Network;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Row;
import dev.calotype.spi.Sampler;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * RePaint against the exact conditional: pairs of standard normal values of correlation 0.8, of which the first is known to be
 * 1, so that the second has mean 0.8 and deviation 0.6. A latent holds all first values, then all second ones.
 */
final class KnownPartTest {
    private static final int PAIRS = 2048;
    private static final double CORRELATION = 0.8;
    private static final double MEAN = 0.8;
    private static final double DEVIATION = 0.6;
    private static final Path PATH = Path.PRESERVING;

    @Test
    void walkingUpAgainBringsWhatIsDrawnIntoAgreementWithWhatIsKnown() {
        double[] once = moments(repaint(10, 1), 100);
        double[] often = moments(repaint(10, 10), 100);
        double[] longer = moments(repaint(40, 60), 400);
        print("walked once", once);
        print("each 10 of 100 steps 10 times", often);
        print("each 40 of 400 steps 60 times", longer);
        assertThat(once[0]).as("mean without jumps").isLessThan(MEAN - 0.1);
        assertThat(often[0]).as("mean").isCloseTo(MEAN, within(0.06));
        assertThat(often[1]).as("deviation").isCloseTo(DEVIATION, within(0.04));
        assertThat(longer[0]).as("mean").isCloseTo(MEAN, within(0.03));
        assertThat(longer[1]).as("deviation").isCloseTo(DEVIATION, within(0.03));
    }

    private static Sampler repaint(int length, int samples) {
        return new Repaint().create(new Repaint.Options(length, samples, 1, Repaint.Lifting.EXACT, true));
    }

    private static double[] moments(Sampler sampler, int steps) {
        float[] mask = new float[2 * PAIRS];
        Arrays.fill(mask, 0, PAIRS, 1);
        float[] known = mask.clone();
        float[] drawn = Walked.alone(
                NETWORK,
                new Walk(
                        "a",
                        LatentShape.of(2 * PAIRS),
                        sampler.plan(levels(steps), PATH),
                        new Prediction.Sample(),
                        new Guidance.None(),
                        List.of(new Correction.KnownRegion(mask, known)),
                        Conditioning.NONE,
                        Conditioning.NONE,
                        new TorchNoise(9),
                        null));
        assertThat(Arrays.copyOf(drawn, PAIRS)).containsOnly(1f);
        double mean = IntStream.range(PAIRS, 2 * PAIRS)
                .mapToDouble(i -> drawn[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(PAIRS, 2 * PAIRS)
                .mapToDouble(i -> (drawn[i] - mean) * (drawn[i] - mean))
                .average()
                .orElseThrow();
        return new double[] {mean, Math.sqrt(variance)};
    }

    private static final Network NETWORK =
            (shape, rows) -> rows.stream().map(KnownPartTest::denoised).toList();

    /** E[x0 | x] = αC(α²C + σ²)⁻¹x, in the sum and the difference of a pair, which do not hang together. */
    private static float[] denoised(Row row) {
        Level level = PATH.atTime(row.time());
        double sum = weight(level, 1 + CORRELATION);
        double difference = weight(level, 1 - CORRELATION);
        float[] clean = new float[row.x().length];
        for (int i = 0; i < PAIRS; i++) {
            double together = sum * (row.x()[i] + row.x()[i + PAIRS]) / 2;
            double apart = difference * (row.x()[i] - row.x()[i + PAIRS]) / 2;
            clean[i] = (float) (together + apart);
            clean[i + PAIRS] = (float) (together - apart);
        }
        return clean;
    }

    private static double weight(Level level, double variance) {
        double alpha = level.alpha();
        return alpha * variance / (alpha * alpha * variance + level.sigma() * level.sigma());
    }

    private static List<Level> levels(int steps) {
        return IntStream.rangeClosed(0, steps)
                .mapToObj(i -> i == steps ? Level.clean(0) : PATH.atTime(0.98 - 0.98 * i / steps))
                .toList();
    }

    private static void print(String what, double[] moments) {
        System.out.printf(
                Locale.ROOT,
                "repaint, %s: mean %.3f, deviation %.3f; exact %.1f and %.1f%n",
                what,
                moments[0],
                moments[1],
                MEAN,
                DEVIATION);
    }
}
