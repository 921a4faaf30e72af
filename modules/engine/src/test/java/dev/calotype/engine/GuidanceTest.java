package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Network;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every guidance on vectors that are worked out by hand; the network answers what a row's conditioning tells it. */
final class GuidanceTest {
    private static final LatentShape PAIR = LatentShape.of(2);
    private static final Conditioning POSITIVE = told(2, 0);
    private static final Conditioning NEGATIVE = told(1, 1);
    private static final Conditioning EMPTY = told(0, 0);
    private static final Level NOISY = new Level(0.6, 0.8, 1);
    private static final Network TOLD =
            (shape, rows) -> rows.stream().map(row -> tokens(row).clone()).toList();

    @Test
    void composedAddsEveryPromptsDifferenceByItsWeight() {
        // u + 2·(c − u) + 0.5·(o − u) − 1·(q − u) with u = (1,1), c = (2,0), o = (3,3), q = (1,2)
        var guidance = new Guidance.Composed(
                2, List.of(new Guidance.Composed.Part(0.5, told(3, 3)), new Guidance.Composed.Part(-1, told(1, 2))));
        assertThat(denoised(guidance)).containsExactly(4, -1);
        assertThat(guidance.cost(5)).isEqualTo(20);
    }

    @Test
    void composedOfOnePromptIsClassifierFree() {
        assertThat(denoised(new Guidance.Composed(3.5, List.of())))
                .containsExactly(denoised(new Guidance.ClassifierFree(3.5, 0)));
    }

    @Test
    void aPerpendicularNegativeKeepsWhatThePromptsShare() {
        // p = (2,0), n = (1,1): across p, n is (0,1); so 3·((2,0) − 0.5·(0,1)).
        var guidance = new Guidance.Perpendicular(3, 0.5, EMPTY);
        assertThat(denoised(guidance)).containsExactly(6, -1.5f);
        assertThat(guidance.cost(5)).isEqualTo(15);
    }

    @Test
    void aPerpendicularNegativeAlongThePromptDoesNothing() {
        var guidance = new Guidance.Perpendicular(3, 9, EMPTY);
        assertThat(latent(guidance, POSITIVE, told(5, 0), null, Term.latest(0, 1)))
                .containsExactly(6, 0);
    }

    @Test
    void cfgPlusPlusRenoisesWithTheUnconditionedAnswer() {
        // D = u + 0.25·(c − u) = (1.25, 0.75); the second term takes raw, which is u.
        var guidance = new Guidance.CfgPlusPlus(0.25);
        assertThat(latent(guidance, POSITIVE, NEGATIVE, null, new Term(1, 0, 1, -10)))
                .containsExactly(1.25f - 10, 0.75f - 10);
        assertThat(guidance.cost(5)).isEqualTo(10);
    }

    @Test
    void cfgPlusPlusIsRefusedWhereThePlanNeverReadsRaw() {
        assertThatThrownBy(() -> denoised(new Guidance.CfgPlusPlus(0.25)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never reads the raw value");
        assertThatThrownBy(() -> denoised(new Guidance.Within(0, 1, new Guidance.CfgPlusPlus(0.25))))
                .hasMessageContaining("never reads the raw value");
    }

    @Test
    void selfNegativeMovesAwayFromTheOrigin() {
        // With δ = 1: D = o + 3·(c − o), o = (1, −1).
        float[] origin = {1, -1};
        assertThat(latent(new Guidance.SelfNegative(3, 1), POSITIVE, NEGATIVE, origin, Term.latest(0, 1)))
                .containsExactly(4, 2);
        assertThat(new Guidance.SelfNegative(3, 1).cost(5)).isEqualTo(5);
    }

    @Test
    void selfNegativeModeratesTheStandInsNoise() {
        // In noise: δε_s + w(ε − δε_s), x = α·origin + σ·1 by the start's draw of ones.
        double w = 1.5;
        double delta = 0.7;
        float[] origin = {1, -1};
        float[] found = latent(new Guidance.SelfNegative(w, delta), POSITIVE, NEGATIVE, origin, Term.latest(0, 1));
        for (int i = 0; i < 2; i++) {
            double x = NOISY.alpha() * origin[i] + NOISY.sigma();
            double noise = (x - NOISY.alpha() * values(POSITIVE)[i]) / NOISY.sigma();
            double guided = delta + w * (noise - delta);
            assertThat(found[i]).isCloseTo((float) ((x - NOISY.sigma() * guided) / NOISY.alpha()), within(1e-5f));
        }
    }

    @Test
    void onetimeNegativeAsksTheNegativePromptOnce() {
        List<Integer> calls = new ArrayList<>();
        Network counted = (shape, rows) -> {
            calls.add(rows.size());
            float nudge = 10 * (calls.size() - 1);
            return rows.stream()
                    .map(row -> new float[] {tokens(row)[0] + nudge, tokens(row)[1] + nudge})
                    .toList();
        };
        var engine = new Engine(counted, 8);
        var guidance = new Guidance.OnetimeNegative(2, 1);
        engine.add(walk(guidance, plan(3, Term.latest(0, 1)), POSITIVE, NEGATIVE, null));
        engine.step();
        engine.step();
        // Against the first u = (1,1) to the end: 2·((2,0) + 20) − (1,1).
        assertThat(engine.step().finished().getFirst().latent()).containsExactly(43, 39);
        assertThat(calls).containsExactly(2, 1, 1);
        assertThat(guidance.cost(3)).isEqualTo(4);
    }

    @Test
    void adaptiveProjectedWithAllOfTheDifferenceIsClassifierFree() {
        float[] projected = denoised(new Guidance.AdaptiveProjected(4, 1, 0, 0));
        float[] free = denoised(new Guidance.ClassifierFree(4, 0));
        assertThat(projected).containsExactly(free, within(1e-6f));
    }

    @Test
    void adaptiveProjectedDropsWhatLiesAlongTheConditionedAnswer() {
        // Δ = (1,−1); along (2,0) it is (1,0), so (2,0) + 3·((0,−1) + 0.5·(1,0)).
        assertThat(denoised(new Guidance.AdaptiveProjected(4, 0.5, 0, 0))).containsExactly(3.5f, -3);
    }

    @Test
    void adaptiveProjectedShortensTheDifference() {
        // |Δ| = √2, shortened to √2/2: (2,0) + 3·(0.5,−0.5).
        float[] found = denoised(new Guidance.AdaptiveProjected(4, 1, Math.sqrt(0.5), 0));
        assertThat(found).containsExactly(new float[] {3.5f, -1.5f}, within(1e-6f));
    }

    @Test
    void adaptiveProjectedRemembersTheDifference() {
        // Δ_2 = Δ − 0.75·Δ = 0.25·(1,−1).
        var engine = new Engine(TOLD, 8);
        var guidance = new Guidance.AdaptiveProjected(4, 1, 0, -0.75);
        engine.add(walk(guidance, plan(2, Term.latest(0, 1)), POSITIVE, NEGATIVE, null));
        engine.step();
        assertThat(engine.step().finished().getFirst().latent()).containsExactly(2.75f, -0.75f);
    }

    @Test
    void withinItsRangeItGuidesAndOutsideItTakesOneRow() {
        var guidance = new Guidance.Within(0.2, 0.6, new Guidance.Perpendicular(3, 1, EMPTY));
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rows.add(guidance.rows(i, 10));
        }
        assertThat(rows).containsExactly(1, 1, 3, 3, 3, 3, 1, 1, 1, 1);
        assertThat(guidance.cost(10)).isEqualTo(18);
        assertThat(denoised(new Guidance.Within(0.5, 1, new Guidance.ClassifierFree(9, 0))))
                .containsExactly(2, 0);
    }

    @Test
    void onetimeNegativeWithinARangeAsksAtTheRangesBeginning() {
        for (double from : new double[] {0, 0.1, 0.3, 0.7}) {
            var guidance = new Guidance.Within(from, 1, new Guidance.OnetimeNegative(2, 1));
            for (int evaluations : new int[] {1, 3, 7, 10, 30}) {
                boolean reached = guidance.covers(evaluations - 1, evaluations);
                assertThat(guidance.cost(evaluations)).isEqualTo(evaluations + (reached ? 1 : 0));
            }
        }
    }

    @Test
    void refusesWhatIsNoNumberNoShareOrNoRange() {
        assertThatThrownBy(() -> new Guidance.Composed(Double.NaN, List.of()))
                .hasMessage("guidance weight is NaN; it must be finite");
        assertThatThrownBy(() -> new Guidance.CfgPlusPlus(1.2))
                .hasMessage("guidance scale of cfg++ is 1.2; it must lie between 0 and 1");
        assertThatThrownBy(() -> new Guidance.AdaptiveProjected(4, 1, -1, 0))
                .hasMessage("guidance threshold is -1.0; it must be at least 0 and finite");
        assertThatThrownBy(() -> new Guidance.Within(0.6, 0.2, new Guidance.None()))
                .hasMessage("guidance runs from 0.6 to 0.2; it must not end before it begins");
    }

    private static float[] denoised(Guidance guidance) {
        return latent(guidance, POSITIVE, NEGATIVE, null, Term.latest(0, 1));
    }

    private static float[] latent(
            Guidance guidance, Conditioning positive, Conditioning negative, float @Nullable [] origin, Term term) {
        var engine = new Engine(TOLD, 8);
        engine.add(walk(guidance, plan(1, term), positive, negative, origin));
        return engine.step().finished().getFirst().latent();
    }

    private static Walk walk(
            Guidance guidance,
            Trajectory plan,
            Conditioning positive,
            Conditioning negative,
            float @Nullable [] origin) {
        return new Walk(
                "a",
                PAIR,
                plan,
                new Prediction.Sample(),
                guidance,
                positive,
                negative,
                count -> new float[] {1, 1},
                origin);
    }

    private static Trajectory plan(int evaluations, Term term) {
        List<Step> steps = new ArrayList<>(List.of(Step.start(NOISY)));
        for (int i = 1; i < evaluations; i++) {
            steps.add(new Step(NOISY, List.of(term), 0));
        }
        steps.add(new Step(Level.clean(0), List.of(term), 0));
        return new Trajectory(steps);
    }

    private static Conditioning told(float... values) {
        return Conditioning.ofTokens(new Signal(values, List.of(1, values.length)));
    }

    private static float[] tokens(Row row) {
        return values(row.conditioning());
    }

    private static float[] values(Conditioning conditioning) {
        return Objects.requireNonNull(conditioning.tokens()).values();
    }
}
