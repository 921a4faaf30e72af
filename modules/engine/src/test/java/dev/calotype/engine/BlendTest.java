package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The weighted sum is the same however many shares and elements it has. */
final class BlendTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 7})
    void everyElementIsTheWeightedSumOfItsShares(int shares) {
        for (int size : new int[] {1, 7, 1023, 1024, 1025, 5000}) {
            var blend = new Blend();
            double[] wanted = new double[size];
            for (int i = 0; i < shares; i++) {
                double weight = 0.3 * (i + 1) * (i % 2 == 0 ? 1 : -1);
                float[] values = new TorchNoise(i).draw(size);
                blend.add(new Share(weight, values));
                for (int j = 0; j < size; j++) {
                    wanted[j] += weight * values[j];
                }
            }
            float[] sum = blend.sum(new float[size]);
            assertThat(sum).hasSize(size);
            for (int j = 0; j < size; j++) {
                assertThat(sum[j]).isEqualTo((float) wanted[j] + 0f);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aValueThatIsNoNumberIsSeenWhereverItStands(float odd) {
        for (int at = 0; at < 37; at++) {
            float[] values = new float[37];
            values[(at + 1) % 37] = -Float.MAX_VALUE;
            values[(at + 2) % 37] = Float.MIN_VALUE;
            assertThat(Finite.all(values)).isTrue();
            values[at] = odd;
            assertThat(Finite.all(values)).isFalse();
        }
    }
}
