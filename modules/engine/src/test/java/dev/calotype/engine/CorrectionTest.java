package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Correction;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each correction makes of a denoised latent, and where in a walk it stands. */
final class CorrectionTest {
    private static final LatentShape FIVE = LatentShape.of(5);

    @Test
    void clippingKeepsWhatLiesInTheRange() {
        assertThat(Correcting.apply(new Correction.Clip(1.5), new float[] {-2, -1.5f, 0.25f, 1.5f, 9}))
                .containsExactly(-1.5f, -1.5f, 0.25f, 1.5f, 1.5f);
    }

    @Test
    void dynamicThresholdingDividesByTheQuantileOfTheSizes() {
        // Sizes 0 1 2 3 4; the quantile 0.6 lies at rank 2.4: s = 2.4.
        float[] found = Correcting.apply(new Correction.DynamicThreshold(0.6, 10), new float[] {-4, 3, 0, 1, -2});
        float[] wanted = {-1, 1, 0, 1 / 2.4f, -2 / 2.4f};
        assertThat(found).containsExactly(wanted, within(1e-6f));
    }

    @Test
    void dynamicThresholdingNeverStretchesAndEndsAtItsMaximum() {
        float[] small = {0.1f, -0.5f, 0.2f};
        assertThat(Correcting.apply(new Correction.DynamicThreshold(0.99, 2), small))
                .containsExactly(small);
        assertThat(Correcting.apply(new Correction.DynamicThreshold(1, 2), new float[] {1, -8}))
                .containsExactly(0.5f, -1);
    }

    @Test
    void aKnownRegionIsReplacedAsMuchAsItsMaskSays() {
        var region = new Correction.KnownRegion(new float[] {1, 0, 0.25f}, new float[] {5, 5, 4});
        assertThat(Correcting.apply(region, new float[] {1, 2, 8})).containsExactly(5, 2, 7);
    }

    @Test
    void aKnownPathReplacesPointsByNoisedValuesAndTheResultByCleanOnes() {
        float[] mask = {1, 0, 0.5f, 0, 0};
        var path = new Correction.KnownPath(mask, new float[] {10, 10, 10, 10, 10}, new float[] {1, 1, 1, 1, 1});
        Term denoised = Term.latest(0, 1);
        var plan = new Trajectory(List.of(
                Step.start(new Level(0.1, 0.9, 2)),
                new Step(new Level(0.5, 0.25, 1), List.of(denoised), 0),
                new Step(new Level(0.9, 0, 0), List.of(denoised), 0)));
        var engine = new Engine((shape, rows) -> List.of(new float[] {3, 3, 3, 3, 3}), 8);
        engine.add(walk("a", List.of(path), plan));
        engine.step();
        var halfway = CheckpointCode.read(engine.checkpoint("a"), plan, 5);
        assertThat(halfway.point()).containsExactly(5.25f, 3, 4.125f, 3, 3);
        assertThat(engine.step().finished().getFirst().latent()).containsExactly(10, 3, 6.5f, 3, 3);
    }

    @Test
    void aProjectionIsThePlugins() {
        var correction = new Correction.Projected(values -> new float[] {values[0] + 1});
        assertThat(Correcting.apply(correction, new float[] {4})).containsExactly(5);
        assertThatThrownBy(() -> Correcting.apply(correction, new float[2]))
                .hasMessage("a projection gave 1 values for a latent of 2");
    }

    @Test
    void correctionsComeAfterGuidanceOneAfterAnotherAndLeaveRawAlone() {
        // Denoised is 3 everywhere: clipped to 2, then doubled; raw stays 3.
        List<Correction> corrections =
                List.of(new Correction.Clip(2), new Correction.Projected(CorrectionTest::doubled));
        assertThat(result(corrections, new Term(1, 0, 1, 0))).containsOnly(4);
        assertThat(result(corrections, new Term(1, 0, 0, 1))).containsOnly(3);
        assertThat(result(List.of(), new Term(1, 0, 1, 1))).containsOnly(6);
    }

    @Test
    void aProjectionThatThrowsEndsItsOwnWalkAlone() {
        var engine = new Engine(
                (shape, rows) -> rows.stream().map(row -> new float[5]).toList(), 8);
        engine.add(walk("good", List.of(), Term.latest(0, 1)));
        engine.add(walk(
                "bad",
                List.of(new Correction.Projected(values -> {
                    throw new IllegalStateException("no such symmetry");
                })),
                Term.latest(0, 1)));
        engine.add(walk("later", List.of(), Term.latest(0, 1)));
        StepReport report = engine.step();
        assertThat(report.calls()).isOne();
        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo("bad");
            assertThat(failed.reason()).isEqualTo("no such symmetry");
        });
        assertThat(report.finished()).extracting(StepReport.Finished::id).containsExactly("good", "later");
    }

    @Test
    void aRegionOfAnotherSizeIsRefusedBeforeTheWalkBegins() {
        var region = new Correction.KnownRegion(new float[3], new float[3]);
        var engine = new Engine((shape, rows) -> List.of(), 8);
        assertThatThrownBy(() -> engine.add(walk("a", List.of(region), Term.latest(0, 1))))
                .hasMessage("walk 'a' has a known region of 3 values; its shape [5] has 5");
        assertThat(engine.size()).isZero();
    }

    @Test
    void refusesRangesThatAreNone() {
        assertThatThrownBy(() -> new Correction.Clip(0))
                .hasMessage("clip range is 0.0; it must be positive and finite");
        assertThatThrownBy(() -> new Correction.DynamicThreshold(1.1, 1))
                .hasMessage("threshold quantile is 1.1; it must lie between 0 and 1");
        assertThatThrownBy(() -> new Correction.KnownRegion(new float[2], new float[3]))
                .hasMessage("a known region has 2 masks for 3 values");
        assertThatThrownBy(() -> new Correction.KnownPath(new float[2], new float[2], new float[3]))
                .hasMessage("a known path has 2 masks and 3 values of noise for 2 values");
        assertThatThrownBy(() -> new Correction.KnownRegion(new float[] {2}, new float[1]))
                .hasMessage("known mask is 2.0; it must lie between 0 and 1");
    }

    private static float[] result(List<Correction> corrections, Term term) {
        var engine = new Engine((shape, rows) -> List.of(new float[] {3, 3, 3, 3, 3}), 8);
        engine.add(walk("a", corrections, term));
        return engine.step().finished().getFirst().latent();
    }

    private static Walk walk(String id, List<Correction> corrections, Term term) {
        var plan =
                new Trajectory(List.of(Step.start(new Level(0.6, 0.8, 1)), new Step(Level.clean(0), List.of(term), 0)));
        return walk(id, corrections, plan);
    }

    private static Walk walk(String id, List<Correction> corrections, Trajectory plan) {
        return new Walk(
                id,
                FIVE,
                plan,
                new Prediction.Sample(),
                new Guidance.None(),
                corrections,
                Conditioning.NONE,
                Conditioning.NONE,
                new TorchNoise(1),
                null);
    }

    private static float[] doubled(float[] values) {
        float[] doubled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            doubled[i] = 2 * values[i];
        }
        return doubled;
    }
}
