package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A quantile found by counting is the one found by sorting everything. */
final class SizeQuantileTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0.5",
        "2, 0",
        "2, 1",
        "2, 0.3",
        "7, 0.995",
        "100, 0",
        "100, 1",
        "1000, 0.5",
        "4096, 0.995",
        "4096, 0.9999",
    })
    void itIsThatOfTheSortedSizes(int count, float quantile) {
        float[] spread = new TorchNoise(count).draw(count);
        assertThat(SizeQuantile.of(spread, quantile)).isEqualTo(bySorting(spread, quantile));
        for (int i = 0; i < count; i += 2) {
            spread[i] = 0.25f;
        }
        assertThat(SizeQuantile.of(spread, quantile)).isEqualTo(bySorting(spread, quantile));
        for (int i = 0; i < count; i++) {
            spread[i] *= (float) Math.pow(10, i % 60 - 30);
        }
        assertThat(SizeQuantile.of(spread, quantile)).isEqualTo(bySorting(spread, quantile));
        Arrays.fill(spread, 0);
        assertThat(SizeQuantile.of(spread, quantile)).isZero();
    }

    private static float bySorting(float[] values, float quantile) {
        float[] sizes = new float[values.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(values[i]);
        }
        Arrays.sort(sizes);
        float rank = quantile * (sizes.length - 1);
        float low = sizes[(int) rank];
        float high = sizes[Math.min((int) rank + 1, sizes.length - 1)];
        float share = rank - (int) rank;
        return share < 0.5f ? low + share * (high - low) : high - (high - low) * (1 - share);
    }
}
