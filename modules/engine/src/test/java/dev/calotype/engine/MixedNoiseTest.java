package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Noise on the way from one seed to another. */
final class MixedNoiseTest {
    private static final int MANY = 16_384;

    @Test
    void theEndsAreTheSeedsToTheBit() {
        assertThat(mixed(0).draw(MANY)).containsExactly(new TorchNoise(1).draw(MANY));
        assertThat(mixed(1).draw(MANY)).containsExactly(new TorchNoise(2).draw(MANY));
    }

    @Test
    void everyDrawIsMixed() {
        Noise mixed = mixed(1);
        Noise second = new TorchNoise(2);
        for (int i = 0; i < 3; i++) {
            assertThat(mixed.draw(64)).containsExactly(second.draw(64));
        }
    }

    @Test
    void whatLiesBetweenIsAsLongAsNoise() {
        for (double share : new double[] {0.1, 0.5, 0.9}) {
            double square = 0;
            for (float value : mixed(share).draw(MANY)) {
                square += value * value;
            }
            assertThat(square / MANY).as("variance at " + share).isCloseTo(1, within(0.03));
        }
    }

    @Test
    void halfwayIsAsNearToOneAsToTheOther() {
        float[] middle = mixed(0.5).draw(MANY);
        double first = product(middle, new TorchNoise(1).draw(MANY));
        double second = product(middle, new TorchNoise(2).draw(MANY));
        assertThat(first / MANY).isCloseTo(Math.sqrt(0.5), within(0.03));
        assertThat(second / first).isCloseTo(1, within(0.03));
    }

    @Test
    void noiseMixedWithItselfStaysItself() {
        Noise same = new MixedNoise(new TorchNoise(1), new TorchNoise(1), 0.4);
        assertThat(same.draw(64)).containsExactly(new TorchNoise(1).draw(64), within(1e-6f));
    }

    @Test
    void refusesAShareThatIsNone() {
        assertThatThrownBy(() -> mixed(1.5)).hasMessage("a variation's share is 1.5; it must lie from 0 to 1");
    }

    private static Noise mixed(double share) {
        return new MixedNoise(new TorchNoise(1), new TorchNoise(2), share);
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
