package dev.calotype.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Each prediction, given the exact quantity it stands for, must return the clean value. */
class PredictionTest {
    private static final double CLEAN = 0.37;
    private static final double NOISE = -1.21;

    @Test
    void theNoiseGivesTheCleanValue() {
        assertRecovers(new Prediction.Epsilon(), new Level(0.6, 0.8, 0), NOISE);
    }

    @Test
    void theVelocityGivesTheCleanValue() {
        assertRecovers(new Prediction.Velocity(), new Level(0.6, 0.8, 0), 0.6 * NOISE - 0.8 * CLEAN);
    }

    @Test
    void theSampleGivesTheCleanValue() {
        assertRecovers(new Prediction.Sample(), new Level(0.6, 0.8, 0), CLEAN);
    }

    @Test
    void theFlowGivesTheCleanValue() {
        assertRecovers(new Prediction.Flow(), new Level(0.3, 0.7, 0), NOISE - CLEAN);
    }

    @Test
    void theEdmResidualGivesTheCleanValue() {
        var level = new Level(1, 2.5, 0);
        double deviation = 0.5;
        double x = CLEAN + level.sigma() * NOISE;
        double root = Math.hypot(level.sigma(), deviation);
        double residual = (CLEAN - deviation * deviation / (root * root) * x) * root / (level.sigma() * deviation);
        assertRecovers(new Prediction.Edm(deviation), level, residual);
        assertThat(new Prediction.Edm(deviation).at(level).in()).isEqualTo(1 / root, within(1e-15));
    }

    private static void assertRecovers(Prediction prediction, Level level, double answer) {
        double x = level.alpha() * CLEAN + level.sigma() * NOISE;
        Scaling scaling = prediction.at(level);
        assertThat(scaling.skip() * x + scaling.out() * answer).isEqualTo(CLEAN, within(1e-14));
    }
}
