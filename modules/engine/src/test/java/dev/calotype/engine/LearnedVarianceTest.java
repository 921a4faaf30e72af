package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Deviation;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Network;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Signal;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the network's second half becomes the deviation of each element's noise. */
final class LearnedVarianceTest {
    private static final LatentShape SHAPE = LatentShape.of(2);

    /** Denoised 10 and 20, v = −1 and 0.5; a row without tokens says otherwise. */
    private static final Network LEARNED = (shape, rows) -> rows.stream()
            .map(row -> row.conditioning().tokens() == null ? new float[] {0, 0, 7, 7} : new float[] {10, 20, -1, 0.5f})
            .toList();

    @Test
    void theRangeIsInterpolatedInLogarithms() {
        double small = Math.log(0.04);
        double large = Math.log(0.09);
        float[] latent = walked(LEARNED, new Deviation.LearnedRange(small, large), new Guidance.None());
        assertThat(latent[0]).isCloseTo(10 + 3 * 0.2f, within(1e-5f));
        double between = Math.exp((0.75 * large + 0.25 * small) / 2);
        assertThat(latent[1]).isCloseTo((float) (20 + 3 * between), within(1e-5f));
    }

    @Test
    void theLogarithmOfTheVarianceIsHalvedBeforeItIsRaised() {
        float[] latent = walked(LEARNED, new Deviation.LearnedLog(), new Guidance.None());
        assertThat(latent[1]).isCloseTo((float) (20 + 3 * Math.exp(0.25)), within(1e-5f));
    }

    @Test
    void theVarianceItselfIsRooted() {
        Network positive = (shape, rows) -> List.of(new float[] {0, 0, 4, 0.25f});
        assertThat(walked(positive, new Deviation.LearnedVariance(), new Guidance.None()))
                .containsExactly(6, 1.5f);
    }

    @Test
    void underGuidanceTheConditionedRowSaysTheVariance() {
        double small = Math.log(0.04);
        float[] latent = walked(LEARNED, new Deviation.LearnedRange(small, 0), new Guidance.ClassifierFree(2, 0));
        assertThat(latent[0]).isCloseTo(20 + 3 * 0.2f, within(1e-5f));
    }

    @Test
    void aVarianceThatNobodyAskedForIsLeftOut() {
        assertThat(walked(LEARNED, new Deviation.Constant(0.5), new Guidance.None()))
                .containsExactly(11.5f, 21.5f);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void aNetworkThatDoesNotAnswerVariancesFailsTheWalk(int values) {
        var engine = new Engine((shape, rows) -> List.of(new float[values]), 8);
        engine.add(walk(new Deviation.LearnedLog(), new Guidance.None()));
        assertThat(engine.step().failed())
                .singleElement()
                .extracting(StepReport.Failed::reason)
                .isEqualTo("the network gave " + values
                        + " values for a latent of 2; this plan's learned variances need" + " twice as many");
    }

    private static float[] walked(Network network, Deviation noise, Guidance guidance) {
        var engine = new Engine(network, 8);
        engine.add(walk(noise, guidance));
        return engine.step().finished().getFirst().latent();
    }

    /** One evaluation, then the denoised value plus noise of 3 at every element. */
    private static Walk walk(Deviation noise, Guidance guidance) {
        var plan = new Trajectory(List.of(
                Step.start(new Level(0.6, 0.8, 1)), new Step(Level.clean(0), List.of(Term.latest(0, 1)), noise)));
        return new Walk(
                "a",
                SHAPE,
                plan,
                new Prediction.Sample(),
                guidance,
                Conditioning.ofTokens(new Signal(new float[] {1}, List.of(1, 1))),
                Conditioning.NONE,
                count -> new float[] {3, 3},
                null);
    }
}
