package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where steps arrive that do not arrive where the network is evaluated next. */
final class ArrivalTest {
    private static final NoiseProcess TABLE = new Table(1000);

    @Test
    void evenStepsGoDownByTheWholePartOfTheSpacing() {
        List<Level> trailing = levels(999, 832, 666, 499, 332, 166);
        assertThat(times(Arrival.EVEN, trailing)).containsExactly(833, 666, 500, 333, 166, 0);
        List<Level> linspace = levels(999, 799, 599, 400, 200, 0);
        assertThat(times(Arrival.EVEN, linspace)).containsExactly(833, 633, 433, 234, 34, -1);
    }

    @Test
    void aWalkThatStartsLateStepsAsTheWholeOne() {
        assertThat(times(Arrival.EVEN, levels(332, 166))).containsExactly(166, 0);
        assertThat(times(Arrival.EVEN, levels(400, 200, 0))).containsExactly(234, 34, -1);
    }

    @Test
    void stepsOfOneEntryEndWhereTheTableDoes() {
        assertThat(times(Arrival.ONE, levels(800, 400, 0))).containsExactly(799, 399, -1);
        assertThat(times(Arrival.NEXT, levels(800, 400, 0))).containsExactly(400, 0, -1);
    }

    @Test
    void aModelWithoutATableIsRefused() {
        assertThatThrownBy(() -> Arrival.EVEN.after(0, levels(1, 0), Path.STRAIGHT))
                .hasMessageContaining("arrival is EVEN")
                .hasMessageContaining("use NEXT");
    }

    private static double[] times(Arrival arrival, List<Level> levels) {
        double[] times = new double[levels.size() - 1];
        for (int i = 0; i < times.length; i++) {
            times[i] = arrival.after(i, levels, TABLE).time();
        }
        return times;
    }

    /** The levels of these times, then clean at −1. */
    private static List<Level> levels(double... times) {
        return Stream.concat(DoubleStream.of(times).mapToObj(TABLE::atTime), Stream.of(Level.clean(-1)))
                .toList();
    }
}
