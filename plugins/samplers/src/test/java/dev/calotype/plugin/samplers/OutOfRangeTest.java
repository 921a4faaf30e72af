package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Level;
import dev.calotype.spi.SamplerFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Options out of range, and what a job is told: the option, what was found, what is allowed. */
final class OutOfRangeTest {
    @Test
    void ofMapsToCleanLatents() {
        refused(new Lcm(), new Lcm.Options(0, 0.5), "timestepScaling is 0.0; it must be positive");
        refused(new Lcm(), new Lcm.Options(10, -1), "dataDeviation is -1.0; it must be positive");
        refused(new Tcd(), new Tcd.Options(1.1), "eta is 1.1; it must lie between 0 and 1");
        refused(new Consistency(), new Consistency.Options(Double.NaN), "noise is NaN; it must be at least 0");
    }

    @Test
    void ofChurn() {
        refused(new EdmEuler(), churn(-1, 0, 1, 1), "churn is -1.0; it must be at least 0");
        refused(new EdmEuler(), churn(1, 2, 1, 1), "most is 1.0; it must not lie below least, 2.0");
        refused(new EdmEuler(), churn(1, 0, Double.NaN, 1), "most is NaN");
        refused(new EdmEuler(), churn(1, 0, 1, -3), "noise is -3.0; it must be at least 0");
    }

    @Test
    void ofCorrections() {
        refused(new PredictorCorrector(), corrections(-1, 0.16), "corrections is -1; it must be at least 0");
        refused(new PredictorCorrector(), corrections(1, 0), "ratio is 0.0; it must be positive");
        refused(new PredictorCorrector(), corrections(1, 1.5), "ratio is 1.5; it must lie between 0 and 1");
    }

    @Test
    void ofWaysUp() {
        refused(new Restart(), new Restart.Options(0, 1, 1, 1), "low is 0.0; it must be positive");
        refused(new Restart(), new Restart.Options(2, 1, 1, 1), "low is 2.0; it must lie below high, 1.0");
        refused(new Restart(), new Restart.Options(1, 2, 0, 1), "repeats is 0; it must be at least 1");
        refused(new Restart(), new Restart.Options(1, 2, 1, -1), "share is -1.0; it must lie between 0 and 1");
        refused(new Repaint(), repaint(0, 1, 0), "jumpLength is 0; it must be at least 1");
        refused(new Repaint(), repaint(1, 0, 0), "jumpSamples is 0; it must be at least 1");
        refused(new Repaint(), repaint(1, 1, 2), "eta is 2.0; it must lie between 0 and 1");
    }

    @Test
    void levelsThatASamplerCannotWalkAreRefused() {
        List<Level> bent = List.of(Path.PRESERVING.atTime(0.5), Level.clean(0));
        assertThatThrownBy(() -> new FlowHeun().create(new NoOptions()).plan(bent, Path.PRESERVING))
                .hasMessageContaining("walks straight paths");
        List<Level> clean = List.of(Level.clean(0), Path.PRESERVING.atTime(0.5));
        assertThatThrownBy(() -> Walked.made(new DpmPlusPlusInverse()).plan(clean, Path.PRESERVING))
                .hasMessageContaining("cannot begin at a clean level");
        for (String sampler : List.of("restart", "repaint", "ddim-inverse", "predictor-corrector-ancestral", "tcd")) {
            assertThatThrownBy(() -> Walked.sampler(sampler).plan(List.of(), Path.PRESERVING))
                    .as(sampler)
                    .hasMessageContaining("at least two levels");
        }
    }

    private static EdmEuler.Options churn(double churn, double least, double most, double noise) {
        return new EdmEuler.Options(churn, least, most, noise, Euler.Churned.BEFORE_EVALUATION, 0.5);
    }

    private static PredictorCorrector.Options corrections(int count, double ratio) {
        return new PredictorCorrector.Options(PredictorCorrector.Predictor.ANCESTRAL, count, ratio);
    }

    private static Repaint.Options repaint(int length, int samples, double eta) {
        return new Repaint.Options(length, samples, eta, Repaint.Lifting.EXACT, true);
    }

    private static <O extends Record> void refused(SamplerFactory<O> factory, O options, String message) {
        assertThatThrownBy(() -> factory.create(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
