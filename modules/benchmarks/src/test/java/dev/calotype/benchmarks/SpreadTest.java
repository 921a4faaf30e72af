package dev.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpreadTest {
    @Test
    void takesThePercentileOfTheNearestRank() {
        var hundred = new Spread(
                IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray());
        assertThat(hundred.median()).isEqualTo(50);
        assertThat(hundred.percentile(99)).isEqualTo(99);
        assertThat(hundred.percentile(100)).isEqualTo(100);
        assertThat(hundred.least()).isEqualTo(1);
    }

    @Test
    void printsTheMedianWithItsExtremes() {
        assertThat(new Spread(3, 1, 2).text(1)).isEqualTo("2.0 (1.0–3.0)");
    }

    @Test
    void refusesToSpeakOfNothing() {
        assertThatThrownBy(Spread::new).hasMessageContaining("at least one measurement");
    }
}
