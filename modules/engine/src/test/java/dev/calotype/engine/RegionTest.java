package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Network;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Signal;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Prompts with regions of their own. A prompt is a mixture of two Gaussians, the same at every place and independent between
 * places, so that under each prompt the answer is exact, and so is what two of them make side by side.
 */
final class RegionTest {
    private static final LatentShape SHAPE = LatentShape.of(2, 4, 6);
    private static final int STEPS = 80;
    private static final double SPREAD = 0.2;
    private static final Conditioning LEFT = told(-3, -1);
    private static final Conditioning RIGHT = told(2, 6);
    private static final Conditioning ANY = told(-3, 6);
    private static final Network MIXTURES = (shape, rows) -> rows.stream()
            .map(row -> mean(
                    row.x(),
                    row.time(),
                    Objects.requireNonNull(row.conditioning().tokens()).values()))
            .toList();

    @Test
    void eachPlaceWalksWhereItsOwnPromptWouldHaveLedIt() {
        float[] left = walked(new Guidance.None(), LEFT);
        float[] right = walked(new Guidance.None(), RIGHT);
        float[] both = walked(
                new Guidance.Composed(
                        0,
                        List.of(
                                new Guidance.Composed.Part(1, LEFT, new Region.Box(0, 0, 0.5, 1)),
                                new Guidance.Composed.Part(1, RIGHT, new Region.Box(0.5, 0, 1, 1)))),
                ANY);
        for (int i = 0; i < both.length; i++) {
            float[] wanted = i % 6 < 3 ? left : right;
            assertThat(both[i]).isCloseTo(wanted[i], within(1e-3f));
        }
        assertThat(nearest(both)).isLessThan(4 * SPREAD);
    }

    @Test
    void aPaintedRegionOfAnyShapeWalksWhereItsPromptWouldHaveLedIt() {
        float[] corners = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1};
        float[] rest = new float[corners.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = 1 - corners[i];
        }
        float[] left = walked(new Guidance.None(), LEFT);
        float[] right = walked(new Guidance.None(), RIGHT);
        float[] both = walked(
                new Guidance.Composed(
                        0,
                        List.of(
                                new Guidance.Composed.Part(1, LEFT, new Region.Painted(new Mask(6, 4, corners))),
                                new Guidance.Composed.Part(1, RIGHT, new Region.Painted(new Mask(6, 4, rest))))),
                ANY);
        for (int i = 0; i < both.length; i++) {
            float wanted = corners[i % corners.length] == 1 ? left[i] : right[i];
            assertThat(both[i]).isCloseTo(wanted, within(1e-3f));
        }
    }

    @Test
    void aHalfPaintedPlaceIsPulledByHalfTheWeightAsByHand() {
        float[] grey = new float[24];
        Arrays.fill(grey, 0.5f);
        Guidance painted = new Guidance.Composed(
                1, List.of(new Guidance.Composed.Part(1.5, LEFT, new Region.Painted(new Mask(6, 4, grey)))));
        Guidance half = new Guidance.Composed(1, List.of(new Guidance.Composed.Part(0.75, LEFT)));
        assertThat(walked(painted, RIGHT)).usingComparatorWithPrecision(1e-5f).containsExactly(walked(half, RIGHT));
    }

    @Test
    void whereNoRegionLiesTheWalksOwnPromptLeads() {
        float[] own = walked(new Guidance.None(), RIGHT);
        float[] part = walked(
                new Guidance.Composed(1, List.of(new Guidance.Composed.Part(1, LEFT, new Region.Box(0, 0, 1, 0.25)))),
                RIGHT);
        for (int i = 6; i < 24; i++) {
            assertThat(part[i]).isCloseTo(own[i], within(1e-4f));
        }
        assertThat(part[0]).isNotCloseTo(own[0], within(0.5f));
    }

    @Test
    void aRegionOfAllIsNone() {
        Guidance boxed =
                new Guidance.Composed(1.5, List.of(new Guidance.Composed.Part(-0.5, LEFT, new Region.Box(0, 0, 1, 1))));
        Guidance plain = new Guidance.Composed(1.5, List.of(new Guidance.Composed.Part(-0.5, LEFT)));
        assertThat(walked(boxed, RIGHT)).containsExactly(walked(plain, RIGHT));
    }

    @Test
    void aPromptCountsInAPlaceByTheShareOfItThatItsRegionCovers() {
        assertThat(new Region.Box(0.125, 0, 0.5, 0.5).shares(2, 4)).containsExactly(0.5f, 1, 0, 0, 0, 0, 0, 0);
        assertThat(new Region.Box(0.4, 0.25, 0.6, 1).shares(1, 1)[0]).isCloseTo(0.15f, within(1e-6f));
        var mask = new Mask(4, 2, new float[] {1, 0, 1, 1, 1, 0, 0, 1});
        assertThat(new Region.Painted(mask).shares(1, 2)).containsExactly(0.5f, 0.75f);
        assertThat(new Region.Painted(mask).shares(2, 4)).containsExactly(mask.values());
        assertThat(new Region.Painted(mask).shares(2, 8)).startsWith(1, 1, 0, 0, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void anEmptyRegionIsRefused() {
        assertThatThrownBy(() -> new Region.Box(0.5, 0, 0.5, 1)).hasMessageContaining("is empty");
        assertThatThrownBy(() -> new Region.Box(-0.1, 0, 0.5, 1))
                .hasMessage("left side of a region is -0.1; it must lie between 0 and 1");
    }

    private static float[] walked(Guidance guidance, Conditioning positive) {
        var engine = new Engine(MIXTURES, 8);
        engine.add(new Walk(
                "a", SHAPE, plan(), new Prediction.Sample(), guidance, positive, ANY, new TorchNoise(11), null));
        while (true) {
            StepReport report = engine.step();
            assertThat(report.failed()).isEmpty();
            if (!report.finished().isEmpty()) {
                return report.finished().getFirst().latent();
            }
        }
    }

    /** The probability flow of an exploding process by Euler's rule, from a deviation of 40 to 0. */
    private static Trajectory plan() {
        List<Step> steps = new ArrayList<>(List.of(Step.start(level(0))));
        for (int i = 1; i <= STEPS; i++) {
            Level level = i == STEPS ? Level.clean(0) : level(i);
            double ratio = level.sigma() / level(i - 1).sigma();
            steps.add(new Step(level, List.of(Term.latest(ratio, 1 - ratio)), 0));
        }
        return new Trajectory(steps);
    }

    private static Level level(int i) {
        double sigma = 40 * Math.pow(0.01 / 40, (double) i / STEPS);
        return new Level(1, sigma, sigma);
    }

    /** The exact mean of the data given the point, place by place. */
    private static float[] mean(float[] x, double sigma, float[] modes) {
        double variance = SPREAD * SPREAD + sigma * sigma;
        float[] mean = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            double first = x[i] - modes[0];
            double second = x[i] - modes[1];
            double share = 1 / (1 + Math.exp((first * first - second * second) / (2 * variance)));
            double mode = share * modes[0] + (1 - share) * modes[1];
            mean[i] = (float) (mode + SPREAD * SPREAD / variance * (x[i] - mode));
        }
        return mean;
    }

    /** How far the worst place is from a mode of its own prompt. */
    private static double nearest(float[] latent) {
        double worst = 0;
        for (int i = 0; i < latent.length; i++) {
            float[] modes =
                    Objects.requireNonNull((i % 6 < 3 ? LEFT : RIGHT).tokens()).values();
            worst = Math.max(worst, Math.min(Math.abs(latent[i] - modes[0]), Math.abs(latent[i] - modes[1])));
        }
        return worst;
    }

    private static Conditioning told(float... modes) {
        return Conditioning.ofTokens(new Signal(modes, List.of(1, modes.length)));
    }
}
