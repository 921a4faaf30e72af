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
import org.junit.jupiter.api.Test;

/** Which rows go into which call, how guidance puts them together, and whom a fault reaches. */
final class EngineTest {
    private static final LatentShape SHAPE = LatentShape.of(1, 4, 4);

    /** How many rows each call had. */
    private final List<Integer> calls = new ArrayList<>();

    @Test
    void putsTheRowsOfAllWalksIntoOneCall() {
        var engine = new Engine(counted(EngineTest::answer), 64);
        engine.add(walk("a", 3, new Guidance.None()));
        engine.add(walk("b", 5, new Guidance.ClassifierFree(3, 0)));
        StepReport report = engine.step();
        assertThat(report.calls()).isOne();
        assertThat(report.rows()).isEqualTo(3);
        assertThat(calls).containsExactly(3);
        assertThat(report.advanced())
                .containsExactly(new StepReport.Progress("a", 1, 3), new StepReport.Progress("b", 1, 5));
    }

    @Test
    void servesThoseFirstThatWaitedLongestWhereNotAllFit() {
        var engine = new Engine(counted(EngineTest::answer), 2);
        List.of("a", "b", "c").forEach(id -> engine.add(walk(id, 2, new Guidance.None())));
        assertThat(ids(engine.step())).containsExactly("a", "b");
        assertThat(ids(engine.step())).containsExactly("c", "a");
    }

    @Test
    void recombinesGuidanceLinearly() {
        // The network answers its conditioning: 2 with the prompt, 1 without; so 1 + 4·(2 − 1) = 5 is denoised.
        Network told =
                (shape, rows) -> rows.stream().map(row -> filled(tokens(row))).toList();
        var engine = new Engine(told, 8);
        engine.add(walk("a", 1, new Guidance.ClassifierFree(4, 0)));
        assertThat(engine.step().finished().getFirst().latent()).containsOnly(5f);
    }

    @Test
    void letsOnlyTheWalkFailThatIsAtFault() {
        Network picky = (shape, rows) -> {
            if (rows.stream().anyMatch(row -> row.time() > 500)) {
                throw new IllegalStateException("no such time");
            }
            return answer(shape, rows);
        };
        var engine = new Engine(counted(picky), 8);
        engine.add(walk("good", 2, new Guidance.None()));
        engine.add(new Walk(
                "bad",
                SHAPE,
                plan(2, 999),
                new Prediction.Sample(),
                new Guidance.None(),
                Conditioning.NONE,
                Conditioning.NONE,
                new TorchNoise(1),
                null));
        StepReport report = engine.step();
        assertThat(report.failed()).extracting(StepReport.Failed::id).containsExactly("bad");
        assertThat(report.failed().getFirst().reason()).isEqualTo("no such time");
        assertThat(ids(report)).containsExactly("good");
        assertThat(engine.size()).isOne();
    }

    @Test
    void failsAWalkWhoseNetworkAnswersNonsense() {
        var engine = new Engine(
                (shape, rows) -> rows.stream().map(row -> filled(Float.NaN)).toList(), 8);
        engine.add(walk("a", 2, new Guidance.None()));
        assertThat(engine.step().failed().getFirst().reason()).contains("not a finite number");
        assertThat(engine.size()).isZero();
        assertThat(engine.step().rows()).isZero();
    }

    @Test
    void failsAWalkThatGuidanceDrivesOutOfTheNumbers() {
        Network told = (shape, rows) ->
                rows.stream().map(row -> filled(1e30f * tokens(row))).toList();
        var engine = new Engine(told, 8);
        engine.add(walk("a", 3, new Guidance.ClassifierFree(1e30, 0)));
        assertThat(engine.step().failed().getFirst().reason()).contains("not finite after evaluation 1");
        assertThat(engine.size()).isZero();
    }

    @Test
    void refusesGuidanceThatIsNoNumberOrNoShare() {
        assertThatThrownBy(() -> new Guidance.ClassifierFree(Double.NaN, 0))
                .hasMessage("guidance scale is NaN; it must be finite");
        assertThatThrownBy(() -> new Guidance.ClassifierFree(3, 1.5))
                .hasMessage("guidance rescale is 1.5; it must lie between 0 and 1");
    }

    @Test
    void bringsTheDeviationBackByTheShareAskedFor() {
        // Conditioned 0…15, unconditioned 0: guided by 4 is four times as wide; half of the way back is 2.5 times.
        Network told = (shape, rows) ->
                rows.stream().map(row -> tokens(row) == 2 ? ramp() : filled(0)).toList();
        var engine = new Engine(told, 8);
        engine.add(walk("a", 1, new Guidance.ClassifierFree(4, 0.5)));
        float[] latent = engine.step().finished().getFirst().latent();
        for (int i = 0; i < latent.length; i++) {
            assertThat(latent[i]).isCloseTo(2.5f * i, within(1e-4f));
        }
    }

    @Test
    void startsFromAnOriginUnderTheFirstLevelsNoise() {
        List<float[]> seen = new ArrayList<>();
        var engine = new Engine(
                (shape, rows) -> {
                    seen.add(rows.getFirst().x().clone());
                    return answer(shape, rows);
                },
                8);
        var level = new Level(0.6, 0.8, 1);
        var plan = new Trajectory(List.of(Step.start(level), new Step(Level.clean(0), List.of(Term.latest(0, 1)), 0)));
        engine.add(new Walk(
                "a",
                SHAPE,
                plan,
                new Prediction.Sample(),
                new Guidance.None(),
                Conditioning.NONE,
                Conditioning.NONE,
                count -> filled(0.5f),
                ramp()));
        engine.step();
        for (int i = 0; i < SHAPE.size(); i++) {
            assertThat(seen.getFirst()[i]).isCloseTo(0.6f * i + 0.4f, within(1e-5f));
        }
    }

    @Test
    void forgetsAWalkThatIsCancelled() {
        var engine = new Engine(EngineTest::answer, 8);
        engine.add(walk("a", 5, new Guidance.None()));
        engine.add(walk("b", 5, new Guidance.None()));
        engine.step();
        assertThat(engine.cancel("a")).isTrue();
        assertThat(engine.cancel("a")).isFalse();
        assertThat(ids(engine.step())).containsExactly("b");
    }

    @Test
    void refusesASecondWalkOfTheSameNameAndAnOriginOfAnotherSize() {
        var engine = new Engine(EngineTest::answer, 8);
        engine.add(walk("a", 2, new Guidance.None()));
        assertThatThrownBy(() -> engine.add(walk("a", 2, new Guidance.None())))
                .hasMessageContaining("under way already");
        Walk wrong = new Walk(
                "b",
                SHAPE,
                plan(1, 1),
                new Prediction.Sample(),
                new Guidance.None(),
                Conditioning.NONE,
                Conditioning.NONE,
                new TorchNoise(1),
                new float[3]);
        assertThatThrownBy(() -> engine.add(wrong)).hasMessageContaining("origin of 3 values");
    }

    @Test
    void everyFrameOfAVideoCountsAsARow() {
        LatentShape video = LatentShape.of(1, 4, 2, 2);
        var engine = new Engine(counted(EngineTest::answer), 8);
        for (String id : List.of("a", "b", "c")) {
            engine.add(new Walk(
                    id,
                    video,
                    plan(1, 1),
                    new Prediction.Sample(),
                    new Guidance.None(),
                    said(2),
                    said(1),
                    new TorchNoise(1),
                    null));
        }
        assertThat(ids(engine.step())).containsExactly("a", "b");
        assertThat(ids(engine.step())).containsExactly("c");
        assertThat(calls).containsExactly(2, 1);
    }

    private Network counted(Network network) {
        return (shape, rows) -> {
            calls.add(rows.size());
            return network.evaluate(shape, rows);
        };
    }

    private static List<float[]> answer(LatentShape shape, List<Row> rows) {
        return rows.stream().map(row -> filled(row.x()[0] / 2)).toList();
    }

    private static Walk walk(String id, int evaluations, Guidance guidance) {
        return new Walk(
                id,
                SHAPE,
                plan(evaluations, 1),
                new Prediction.Sample(),
                guidance,
                said(2),
                said(1),
                new TorchNoise(id.hashCode()),
                null);
    }

    private static Conditioning said(float value) {
        return Conditioning.ofTokens(new Signal(new float[] {value}, List.of(1, 1)));
    }

    private static float tokens(Row row) {
        Signal tokens = row.conditioning().tokens();
        return tokens == null ? Float.NaN : tokens.values()[0];
    }

    /** Every step takes the denoised value. */
    private static Trajectory plan(int evaluations, double time) {
        List<Step> steps = new ArrayList<>(List.of(Step.start(new Level(1, 1, time))));
        for (int i = 1; i < evaluations; i++) {
            steps.add(new Step(new Level(1, 1.0 / i, time), List.of(Term.latest(0, 1)), 0));
        }
        steps.add(new Step(Level.clean(0), List.of(Term.latest(0, 1)), 0));
        return new Trajectory(steps);
    }

    private static List<String> ids(StepReport report) {
        return report.advanced().stream().map(StepReport.Progress::id).toList();
    }

    private static float[] ramp() {
        float[] values = new float[SHAPE.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return values;
    }

    private static float[] filled(float value) {
        float[] values = new float[SHAPE.size()];
        java.util.Arrays.fill(values, value);
        return values;
    }
}
