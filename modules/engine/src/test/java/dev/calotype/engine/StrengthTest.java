package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Level;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many steps a strength leaves. */
final class StrengthTest {
    @Test
    void keepsTheLastStepsRoundedDown() {
        assertThat(new Strength(0.75).of(levels(6))).isEqualTo(levels(6).subList(2, 7));
        assertThat(new Strength(0.6).of(levels(5))).hasSize(4);
        assertThat(Strength.FULL.of(levels(5))).isEqualTo(levels(5));
    }

    @Test
    void refusesToWalkNothing() {
        assertThatThrownBy(() -> new Strength(0.1).of(levels(5)))
                .hasMessage("strength is 0.1; of 5 steps it leaves none; ask for more, or for at least 10 steps");
    }

    @Test
    void refusesAShareThatIsNone() {
        assertThatThrownBy(() -> new Strength(0)).hasMessageContaining("above 0 and at most at 1");
        assertThatThrownBy(() -> new Strength(1.5)).hasMessageContaining("strength is 1.5");
        assertThatThrownBy(() -> new Strength(Double.NaN)).hasMessageContaining("NaN");
    }

    private static List<Level> levels(int steps) {
        return IntStream.rangeClosed(0, steps)
                .mapToObj(i -> new Level(i / (double) steps, 1 - i / (double) steps, steps - i))
                .toList();
    }
}
