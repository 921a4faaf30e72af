package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.ScheduleFactory;
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
        assertThat(discrete(Discrete.Spacing.TRAILING, 0, End.CLEAN)
                        .levels(3, TABLE)
                        .getLast()
                        .sigma())
                .isZero();
        assertThat(discrete(Discrete.Spacing.TRAILING, 0, End.TABLE)
                        .levels(3, TABLE)
                        .getLast())
                .isEqualTo(TABLE.atTime(0));
    }

    @Test
    void karrasLevelsAreEvenInTheRootOfTheirRatio() {
        List<Level> levels = new Karras()
                .create(new Karras.Options(7, 0.1, 10, Ends.PROCESS, 0, End.CLEAN, Times.EXACT, 0))
                .levels(5, Path.EXPLODING);
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
        List<Level> levels = new Flow()
                .create(new Flow.Options(3, 1, 0, 0, 1, false, List.of(), 0, Flow.Shape.SHIFTED, End.CLEAN))
                .levels(2, Path.STRAIGHT);
        assertThat(levels).extracting(Level::sigma).containsExactly(1.0, 0.75, 0.0);
        assertThat(levels.getFirst().alpha()).isZero();
    }

    @Test
    void aFlowThatEndsAtALevelReachesItWithTheLastEvaluation() {
        List<Level> levels = new Flow()
                .create(new Flow.Options(1, 1, 0.1, 0, 1, false, List.of(), 0, Flow.Shape.SHIFTED, End.CLEAN))
                .levels(4, Path.STRAIGHT);
        assertThat(levels.get(3).sigma()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void exponentialLevelsAreEvenInTheLogarithmOfTheirRatio() {
        List<Level> levels = levels(new Geometric(), 5);
        double step = levels.get(1).lambda() - levels.get(0).lambda();
        for (int i = 2; i < 5; i++) {
            assertThat(levels.get(i).lambda() - levels.get(i - 1).lambda()).isCloseTo(step, within(1e-9));
        }
        assertThat(levels.getLast().isClean()).isTrue();
    }

    @Test
    void betaLevelsAreQuantilesOfTheDistribution() {
        var even = new BetaDistribution(1, 1);
        var arcsine = new BetaDistribution(0.5, 0.5);
        for (double share = 0.05; share < 1; share += 0.1) {
            assertThat(even.quantile(share)).isCloseTo(share, within(1e-12));
            double sine = Math.sin(Math.PI * share / 2);
            assertThat(arcsine.quantile(share)).isCloseTo(sine * sine, within(1e-12));
        }
    }

    @Test
    void explicitRatiosAreTakenAsListedAndInterpolatedInTheirLogarithms() {
        var explicit = new Explicit().create(new Explicit.Options(List.of(8.0, 2.0, 0.5, 0.0), true, End.CLEAN));
        assertThat(explicit.levels(3, Path.EXPLODING))
                .extracting(Level::ratio)
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
                .containsExactly(8.0, 2.0, 0.5, 0.0);
        assertThat(explicit.levels(5, Path.EXPLODING).get(1).ratio()).isCloseTo(4, within(1e-12));
    }

    @Test
    void explicitRatiosThatDoNotFallAreRefused() {
        var rising = new Explicit.Options(List.of(1.0, 2.0), true, End.CLEAN);
        assertThatThrownBy(() -> new Explicit().create(rising)).hasMessageContaining("at lists 2.0 after 1.0");
        assertThatThrownBy(() -> new Explicit().create(new Explicit.Options(List.of(), true, End.CLEAN)))
                .hasMessageContaining("at lists no level");
    }

    @Test
    void distilledTimesAreSomeOfThoseTheModelKnows() {
        assertThat(levels(new Distilled(), 4)).extracting(Level::time).containsExactly(999.0, 759.0, 499.0, 259.0, 0.0);
    }

    @Test
    void aStretchedFlowEndsWhereItWasTold() {
        var options = new Flow.Options(3, 1, 0.1, 0, 1, false, List.of(), 0.05, Flow.Shape.SHIFTED, End.CLEAN);
        List<Level> levels = new Flow().create(options).levels(4, Path.STRAIGHT);
        assertThat(levels.getFirst().sigma()).isEqualTo(1);
        assertThat(levels.get(3).sigma()).isCloseTo(0.05, within(1e-12));
    }

    private static <O extends Record> List<Level> levels(ScheduleFactory<O> factory, int steps) {
        return factory.create(factory.defaults()).levels(steps, TABLE);
    }

    private static double[] times(Discrete.Spacing spacing, int offset, int steps) {
        return discrete(spacing, offset, End.CLEAN).levels(steps, TABLE).stream()
                .mapToDouble(Level::time)
                .toArray();
    }

    private static NoiseSchedule discrete(Discrete.Spacing spacing, int offset, End end) {
        return new Discrete().create(new Discrete.Options(spacing, offset, end, false, false, 0));
    }
}
