package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseSchedule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The levels of each schedule, against their equations by hand. */
final class SchedulesTest {
    private static final Table TABLE = new Table(1000);

    @Test
    void leadingTimesAreCountedFromTheCleanEnd() {
        assertThat(times(Discrete.Spacing.LEADING, 1, 4)).containsExactly(751, 501, 251, 1, 0);
    }

    @Test
    void trailingTimesAreCountedFromTheNoisyEnd() {
        assertThat(times(Discrete.Spacing.TRAILING, 0, 4)).containsExactly(999, 749, 499, 249, 0);
    }

    @Test
    void linspacedTimesReachBothEnds() {
        assertThat(times(Discrete.Spacing.LINSPACE, 0, 4)).containsExactly(999, 666, 333, 0, 0);
    }

    @Test
    void aDiscreteWalkEndsCleanOrAtTheTablesEnd() {
        assertThat(discrete(Discrete.Spacing.TRAILING, 0, Discrete.End.CLEAN)
                        .levels(3, TABLE)
                        .getLast()
                        .sigma())
                .isZero();
        assertThat(discrete(Discrete.Spacing.TRAILING, 0, Discrete.End.TABLE)
                        .levels(3, TABLE)
                        .getLast())
                .isEqualTo(TABLE.atTime(0));
    }

    @Test
    void karrasLevelsAreEvenInTheRootOfTheirRatio() {
        List<Level> levels =
                new Karras().create(new Karras.Options(7, 0.1, 10, false)).levels(5, Path.EXPLODING);
        double first = Math.pow(10, 1 / 7.0);
        double step = (Math.pow(0.1, 1 / 7.0) - first) / 4;
        for (int i = 0; i < 5; i++) {
            assertThat(Math.pow(levels.get(i).ratio(), 1 / 7.0)).isCloseTo(first + i * step, within(1e-12));
        }
        assertThat(levels.get(5)).isEqualTo(Level.clean(0));
    }

    @Test
    void karrasTakesTheProcessOwnEndsWhereNoneAreGiven() {
        List<Level> levels = new Karras().create(new Karras().defaults()).levels(5, TABLE);
        assertThat(levels.getFirst().time()).isCloseTo(999, within(1e-6));
        assertThat(levels.get(4).time()).isCloseTo(0, within(1e-6));
    }

    @Test
    void aShiftedFlowStaysLongerInNoise() {
        List<Level> levels = new Flow().create(new Flow.Options(3, 1, 0, false)).levels(2, Path.STRAIGHT);
        assertThat(levels).extracting(Level::sigma).containsExactly(1.0, 0.75, 0.0);
        assertThat(levels.getFirst().alpha()).isZero();
    }

    @Test
    void aFlowThatEndsAtALevelReachesItWithTheLastEvaluation() {
        List<Level> levels =
                new Flow().create(new Flow.Options(1, 1, 0.1, false)).levels(4, Path.STRAIGHT);
        assertThat(levels.get(3).sigma()).isCloseTo(0.1, within(1e-12));
    }

    private static double[] times(Discrete.Spacing spacing, int offset, int steps) {
        return discrete(spacing, offset, Discrete.End.CLEAN).levels(steps, TABLE).stream()
                .mapToDouble(Level::time)
                .toArray();
    }

    private static NoiseSchedule discrete(Discrete.Spacing spacing, int offset, Discrete.End end) {
        return new Discrete().create(new Discrete.Options(spacing, offset, end, false, false));
    }
}
